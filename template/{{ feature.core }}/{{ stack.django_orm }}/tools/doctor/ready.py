"""Django's apps, made ready by the import: before any step of a probe is timed."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app.settings")
django.setup()
