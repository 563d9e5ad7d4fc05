"""The keys that sign tokens, by their names (RFC 7517). A token names its key: `kid`."""

import hashlib
import hmac
from base64 import urlsafe_b64decode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc.jwk import KeyBase, OctKey, OKPKey

from app.config import Settings
from app.config.jwt import named

_MADE = "secret-key"
"""The name of the one that is made of SECRET_KEY."""


def keys_of(settings: Settings) -> dict[str, KeyBase]:
    """The first signs. Raises ValueError for one that is none."""
    secret = settings.secret_key.get_secret_value().encode()
    given = named(settings.jwt_keys)
    if not given:
        return {_MADE: OctKey.import_key(hmac.digest(secret, b"jwt", hashlib.sha256))}
    make = OctKey.import_key if settings.jwt_algorithm == "HS256" else _ed25519
    return {name: make(key) for name, key in given.items()}


def _ed25519(text: str) -> KeyBase:
    seed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    key = Ed25519PrivateKey.from_private_bytes(seed)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return OKPKey.import_key(pem)
