"""Migrations of the tables of mailed tokens and verified addresses."""
