"""What ties a visit to a provider to one browser (ACC-08).

`state` and the browser's secret are random; nonce and PKCE verifier are keyed digests of both under the installation's
secret, so that neither has to be kept. The row of a visit holds digests only.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

_BYTES = 32


def fresh() -> str:
    """A random text of 43 URL-safe characters."""
    return secrets.token_urlsafe(_BYTES)


def digest(shown: str) -> str:
    """What a row keeps of a random text."""
    return hashlib.sha256(shown.encode()).hexdigest()


def nonce(*, state: str, browser: str, secret: str) -> str:
    """What the provider has to repeat inside its signed answer."""
    return _derived("nonce", state, browser, secret)


def verifier(*, state: str, browser: str, secret: str) -> str:
    """The PKCE verifier (RFC 7636): 43 characters that only this installation can name for this visit."""
    return _derived("pkce", state, browser, secret)


def _derived(purpose: str, state: str, browser: str, secret: str) -> str:
    key = hashlib.sha256(f"kontor.accounts.social.{purpose}:{secret}".encode()).digest()
    made = hmac.new(key, f"{browser}:{state}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()
