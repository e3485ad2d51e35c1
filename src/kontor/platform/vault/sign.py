"""Ed25519 with a key that follows from the installation's key: whoever has the public half can check what was signed.

The key is another one than that which seals, made from the same secret. A new vault key makes a new signing key; what
was signed carries the public key that checks it, and `public_keys` lists those that this installation stands by.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kontor.platform.vault.seal import key_material


def sign(content: bytes) -> tuple[bytes, bytes]:
    """The signature of `content` under the newest key, and the public key that checks it (32 bytes)."""
    key = _key(key_material()[0])
    return key.sign(content), key.public_key().public_bytes_raw()


def public_keys() -> list[bytes]:
    """Public keys of this installation, the newest first."""
    return [_key(text).public_key().public_bytes_raw() for text in key_material()]


def _key(text: str) -> Ed25519PrivateKey:
    seed = HKDF(SHA256(), length=32, salt=None, info=b"kontor.vault.sign").derive(text.encode())
    return Ed25519PrivateKey.from_private_bytes(seed)
