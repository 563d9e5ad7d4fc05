"""What the names of one database's rows begin with: services that share a store mix up nothing,
even where they have the same prefix in it."""

from hashlib import blake2b
from urllib.parse import urlsplit

from app.config import DatabaseSettings


def namespace_of(settings: DatabaseSettings) -> str:
    """By where the database is, whoever logs in to it."""
    parts = urlsplit(settings.database_url.get_secret_value())
    place = f"{parts.hostname}:{parts.port}{parts.path}".encode()
    return blake2b(place, digest_size=6).hexdigest()
