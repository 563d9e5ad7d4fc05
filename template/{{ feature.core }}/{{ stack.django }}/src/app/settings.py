"""Django's settings, filled from the service's own: nothing is read from the environment here.

Add what Django knows and the service does not; a setting of yours goes into `config/yours.py`.
"""

import hashlib

from app import accounts, domains, features
from app.config.loading import load_settings
from app.infrastructure.database.configuration import database_of
from app.middleware.yours import YOURS

SERVICE = load_settings()

SECRET_KEY = hashlib.sha512(b"django" + SERVICE.secret_key.get_secret_value().encode()).hexdigest()
DEBUG = False
DEBUG_PROPAGATE_EXCEPTIONS = True  # a crash goes to app/middleware, which logs it and answers
ALLOWED_HOSTS = ["*"]  # no answer is made of the Host header
ROOT_URLCONF = "app.urls"
WSGI_APPLICATION = "app.main.app"
APPEND_SLASH = False  # a path in another form is a 404
DATA_UPLOAD_MAX_MEMORY_SIZE = SERVICE.max_body_bytes

DATABASES = {"default": database_of(SERVICE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"

AUTH_USER_MODEL = accounts.USER_MODEL
AUTHENTICATION_BACKENDS = accounts.BACKENDS
AUTH_PASSWORD_VALIDATORS = accounts.PASSWORD_VALIDATORS

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "app",
    *features.APPS,
    *domains.APPS,
]

API_MIDDLEWARE = YOURS
"""What Django runs around the API. What every request needs is quicker: see app/middleware."""

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *accounts.MIDDLEWARE,
    "django.contrib.messages.middleware.MessageMiddleware",
    *YOURS,
]
"""Around the admin and its files alone: the API has no sessions, and no pages."""

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

STATIC_URL = "static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # CORS_ORIGINS says who may read what
WHITENOISE_USE_FINDERS = True  # the admin's files, from where they are installed

_HTTPS = SERVICE.environment == "production"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = False  # app/middleware sends it, with every answer
SECURE_REFERRER_POLICY = None
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # app/middleware sends X-Frame-Options, with every answer
    "security.W004",  # and Strict-Transport-Security
    "security.W006",  # and X-Content-Type-Options
    "security.W008",  # a proxy in front ends TLS, and is who redirects
    "security.W022",  # and Referrer-Policy
    *accounts.SILENCED,
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {"django.request": {"level": "CRITICAL"}},  # app/middleware tells every request
}
