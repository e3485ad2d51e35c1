"""AES-256-GCM with the installation's key. What is sealed for one row does not open for another.

A sealed value is: one byte of version, four of the key's id, twelve of nonce, the ciphertext with its tag. The key's id
says at once when a database meets the wrong key; a value sealed under an earlier key opens while that key is kept.
"""

from __future__ import annotations

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_VERSION = b"\x01"
_ID, _NONCE = 4, 12  # bytes


class Unopenable(Exception):  # noqa: N818  (says what it is)
    """Not sealed by this installation, for another purpose, or altered."""


def seal(plain: bytes, *, bound_to: str) -> bytes:
    """Encrypt `plain` under the newest key.

    Args:
        bound_to: what it belongs to (`accounts.factor:<id>`); it opens with the same words only.
    """
    key = _keys()[0]
    nonce = os.urandom(_NONCE)
    return _VERSION + _id(key) + nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def open_sealed(sealed: bytes, *, bound_to: str) -> bytes:
    """What was sealed.

    Raises:
        Unopenable: another key, another `bound_to`, or not one bit as it was.
    """
    sealed = bytes(sealed)
    name, nonce, body = sealed[1 : 1 + _ID], sealed[1 + _ID : 1 + _ID + _NONCE], sealed[1 + _ID + _NONCE :]
    key = next((key for key in _keys() if _id(key) == name), None)
    if sealed[:1] != _VERSION or key is None:
        raise Unopenable("sealed under a key that this installation does not have")
    try:
        return AESGCM(key).decrypt(nonce, body, bound_to.encode())
    except InvalidTag:
        raise Unopenable("altered, or sealed for something else") from None


def _keys() -> list[bytes]:
    """Keys, newest first: those of `KONTOR_VAULT_KEY` (comma-separated), then the one derived from the secret."""
    return [_derived(text) for text in key_material()]


def key_material() -> list[str]:
    """What keys are derived from, newest first. For this package."""
    named = [part.strip() for part in settings.KONTOR.vault_key.split(",") if part.strip()]
    return [*named, settings.SECRET_KEY]


def _derived(text: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=b"kontor.vault").derive(text.encode())


def _id(key: bytes) -> bytes:
    return hashlib.sha256(b"kontor.vault.id" + key).digest()[:_ID]
