"""Your own slices. This file is yours: updates of the template never touch it.

A slice that you write by hand is a package under `domain/` with an `install(app, settings)`:
import it, and call it here.
"""

from flask import Flask

from app.config import Settings


def install(app: Flask, settings: Settings) -> None:
    """Nothing yet."""
