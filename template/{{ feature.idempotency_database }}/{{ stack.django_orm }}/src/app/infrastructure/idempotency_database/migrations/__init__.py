"""Migrations of the table of claims."""
