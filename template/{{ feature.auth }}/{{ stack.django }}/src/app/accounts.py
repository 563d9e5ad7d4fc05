"""Who logs in to Django's admin: the users of the API who are admins."""

USER_MODEL = "users.UserRecord"
BACKENDS = ["app.identity.account_backend.AccountBackend"]
PASSWORD_VALIDATORS = [{"NAME": "app.identity.password_policy.PasswordPolicy"}]
MIDDLEWARE = ["app.identity.acting_user.ActingUser"]
SILENCED = ["auth.W004"]
"""An address is unique without regard to case: its folded twin is, which Django does not know."""
