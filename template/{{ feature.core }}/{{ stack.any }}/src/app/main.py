"""The entry point: what a server imports."""

from app.config import load_settings
from app.factory import create_app

app = create_app(load_settings())
