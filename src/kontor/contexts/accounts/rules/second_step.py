"""Codes of the second step: of an authenticator app (RFC 6238) and for recovery (ACC-21)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime
from uuid import UUID

import pyotp

_SECONDS, _DRIFT = 30, 1  # length of a time step; steps by which clocks may differ
_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no 0 and o, no 1, i and l, no u
_LETTERS, _HALF = 10, 5
_DIGITS = 6


def new_secret() -> str:
    """A secret for an authenticator app: 160 bits in base32."""
    return pyotp.random_base32()


def address_of(secret: str, *, name: str, issuer: str) -> str:
    """The `otpauth:` address that the app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def step_of(secret: str, typed: str, moment: datetime) -> int | None:
    """The time step whose code was typed, one earlier and one later included; None when it is none of them.

    All three are compared, so that the time tells nothing.
    """
    present = int(moment.timestamp()) // _SECONDS
    app = pyotp.HOTP(secret)
    found = None
    for step in range(present - _DRIFT, present + _DRIFT + 1):
        if hmac.compare_digest(app.at(step), typed.encode("ascii", "replace").decode()):
            found = step
    return found


def is_code(typed: str) -> bool:
    """Whether these are six digits: an app's or an SMS's code, not a recovery code."""
    return len(typed) == _DIGITS and typed.isascii() and typed.isdigit()


def new_recovery_codes(count: int) -> list[str]:
    """Codes to write down, like `7gk2m-p9xtd`: 49 bits each."""
    return [_shown("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS))) for _ in range(count)]


def kept_of(code: str, account_id: UUID, secret: str) -> str:
    """What the row keeps of a recovery code, however it was typed: a digest under the installation's secret."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    key = hashlib.sha256(f"kontor.accounts.recovery:{secret}".encode()).digest()
    return hmac.new(key, f"{account_id}:{plain}".encode(), hashlib.sha256).hexdigest()


def _shown(plain: str) -> str:
    return f"{plain[:_HALF]}-{plain[_HALF:]}"
