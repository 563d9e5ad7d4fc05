"""Who logs in to Django's admin: users as Django has them, as nobody else logs in."""

USER_MODEL = "auth.User"
BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_VALIDATORS: list[dict[str, str]] = []
SILENCED: list[str] = []
MIDDLEWARE: list[str] = []
