"""Users and logins, black box."""
