"""Facebook: OAuth 2; the graph tells who it is. Its address is never taken for verified (ACC-08)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

from kontor.contexts.accounts.providers import wire
from kontor.contexts.accounts.providers.protocol import Departure, Keys, Person, Unproven

_VERSION = "v23.0"
_AUTHORIZE = f"https://www.facebook.com/{_VERSION}/dialog/oauth"
_GRAPH = f"https://graph.facebook.com/{_VERSION}"


class Facebook:
    """Facebook's accounts. `base` is where the sandbox plays them, "" for the real ones."""

    code, label = "facebook", "Facebook"

    def __init__(self, *, keys: Keys, base: str = "") -> None:
        self._keys = keys
        self.issuer = base or "https://www.facebook.com"
        self._authorize = f"{base}/{_VERSION}/dialog/oauth" if base else _AUTHORIZE
        self._graph = f"{base}/{_VERSION}" if base else _GRAPH

    def departure(self, visit: Departure) -> str:
        """Asks for the public profile and the address."""
        return wire.leaving(self._authorize, self._keys, visit, scope="public_profile,email")

    def person(self, visit: Departure, answer: Mapping[str, str]) -> Person:
        """Who the graph says it is. Accounts by phone, or with an address that never answered, have no e-mail."""
        given = wire.tokens(f"{self._graph}/oauth/access_token", self._keys, visit, answer.get("code", ""))
        token = wire.text(given, "access_token", 2000)
        told = wire.asked(
            "GET",
            f"{self._graph}/me",
            params={"fields": "id,name,first_name,last_name,email", "appsecret_proof": self._proof(token)},
            headers={"Authorization": f"Bearer {token}"},
        )
        subject = wire.text(told, "id", 255)
        if not subject:
            raise Unproven("no subject")
        first, last = wire.text(told, "first_name", 130), wire.text(told, "last_name", 130)
        if not (first or last):
            first, _, last = wire.text(told, "name", 130).partition(" ")
        return Person(subject=subject, email=wire.text(told, "email"), given_name=first, family_name=last)

    def _proof(self, token: str) -> str:
        """That whoever asks with this token is the application itself."""
        return hmac.new(self._keys.secret.encode(), token.encode(), hashlib.sha256).hexdigest()
