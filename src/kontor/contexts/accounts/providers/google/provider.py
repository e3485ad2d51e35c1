"""Google: OpenID Connect with a signed ID token. The token alone tells who it is; nothing else is asked (ACC-08)."""

from __future__ import annotations

from collections.abc import Mapping

from kontor.contexts.accounts.providers import wire
from kontor.contexts.accounts.providers.google import id_token
from kontor.contexts.accounts.providers.protocol import Departure, Keys, Person, Unproven

_ISSUER = "https://accounts.google.com"
_AUTHORIZE = "https://accounts.google.com/o/oauth2/v2/auth"
_TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105  (an address)
_KEYS = "https://www.googleapis.com/oauth2/v3/certs"
_OWN_DOMAINS = {"gmail.com", "googlemail.com"}


class Google:
    """Google's accounts. `base` is where the sandbox plays them, "" for the real ones."""

    code, label = "google", "Google"

    def __init__(self, *, keys: Keys, base: str = "") -> None:
        self._keys = keys
        self.issuer = base or _ISSUER
        self._authorize = f"{base}/authorize" if base else _AUTHORIZE
        self._token = f"{base}/token" if base else _TOKEN
        self._certs = f"{base}/certs" if base else _KEYS

    def departure(self, visit: Departure) -> str:
        """Asks for the ID token with name and address, and lets people with several accounts choose one."""
        return wire.leaving(
            self._authorize,
            self._keys,
            visit,
            scope="openid email profile",
            nonce=visit.nonce,
            prompt="select_account",
        )

    def person(self, visit: Departure, answer: Mapping[str, str]) -> Person:
        """Who the ID token names, when signature, issuer, audience, nonce and times hold."""
        given = wire.tokens(self._token, self._keys, visit, answer.get("code", ""))
        claims = id_token.claims(
            wire.text(given, "id_token", 20_000),
            certs=self._certs,
            issuers={self.issuer, self.issuer.removeprefix("https://")},
            audience=self._keys.id,
            nonce=visit.nonce,
        )
        subject, email = wire.text(claims, "sub", 255), wire.text(claims, "email")
        if not subject:
            raise Unproven("no subject")
        return Person(
            subject=subject,
            email=email,
            email_proven=_is_authority(claims, email),
            given_name=wire.text(claims, "given_name", 130),
            family_name=wire.text(claims, "family_name", 130),
        )


def _is_authority(claims: Mapping[str, object], email: str) -> bool:
    """Whether Google itself runs this mailbox: its own domains, or a company's that it hosts (`hd`).

    For any other address "verified" means that it was once; it may belong to somebody else today.
    """
    if claims.get("email_verified") not in {True, "true"}:
        return False
    return email.rpartition("@")[2].lower() in _OWN_DOMAINS or bool(claims.get("hd"))
