"""Migrations of the table of API keys."""
