"""Chores of this repository, each with `--check`."""
