"""Migrations of users: `make migration` adds one."""
