"""Migrations of the table of logins."""
