"""Keeping small secrets in the database: sealed with a key that only this installation has.

The key comes from the installation's secret and a purpose, so that what was sealed for one cannot be opened as another.
With another secret nothing can be opened any more; `open_sealed` says so by returning "".
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


@lru_cache(maxsize=16)
def _box(secret: str, purpose: str) -> Fernet:
    raw = HKDF(algorithm=SHA256(), length=32, salt=b"kontor.sealing", info=purpose.encode()).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(raw))


def seal(text: str, *, purpose: str) -> str:
    """`text` sealed for `purpose`; "" stays ""."""
    return _box(settings.SECRET_KEY, purpose).encrypt(text.encode()).decode() if text else ""


def open_sealed(sealed: str, *, purpose: str) -> str:
    """What was sealed for `purpose`, or "" when it cannot be opened."""
    try:
        return _box(settings.SECRET_KEY, purpose).decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken:
        return ""


def fingerprint(text: str, *, purpose: str) -> str:
    """64 hex digits by which a sealed text is found again; they tell nothing without the installation's secret."""
    key = f"{purpose}\0{settings.SECRET_KEY}".encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
