"""What was asked, what was agreed to, and what was given for it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from kontor.kernel import clock
from kontor.sandbox.identity.people import Person

_LIFETIME_SECONDS = 600
_MOST = 2000


class Refused(Exception):  # noqa: N818
    """An answer of OAuth: `error` as the standard names it."""

    def __init__(self, error: str, about: str) -> None:
        self.error = error
        self.about = about
        super().__init__(about)


@dataclass(frozen=True)
class Asked:
    """One request for consent, as it came with the browser."""

    key: str
    face: str
    redirect_uri: str
    state: str
    challenge: str
    scope: str
    nonce: str
    asked_at: float


@dataclass(frozen=True)
class Grant:
    """A consent: by whom, for what, and what was given for it."""

    asked: Asked
    person: Person
    code: str
    token: str
    device: str
    used: bool = False


class Book:
    """The requests and grants of this process; forgotten with it."""

    def __init__(self, client_id: str, client_secret: str) -> None:
        self.client_id = client_id
        self._secret = client_secret
        self._lock = threading.Lock()
        self._asked: dict[str, Asked] = {}
        self._grants: dict[str, Grant] = {}
        self.exchanged = 0  # codes that were taken, over all

    def ask(self, face: str, query: Mapping[str, str]) -> Asked:
        """Take a browser in.

        Raises:
            Refused: the application is unknown, the way back is not its own, or PKCE is missing.
        """
        target = urlsplit(query.get("redirect_uri", ""))
        if query.get("client_id") != self.client_id:
            raise Refused("invalid_client", "unknown application")
        if target.scheme not in {"http", "https"} or target.path != f"/social/{face}/return/" or target.query:
            raise Refused("invalid_request", "this redirect_uri is not registered")
        if query.get("response_type") != "code" or query.get("code_challenge_method") != "S256":
            raise Refused("invalid_request", "code with PKCE (S256) only")
        if not query.get("code_challenge") or not query.get("state"):
            raise Refused("invalid_request", "no challenge or no state")
        asked = Asked(
            secrets.token_urlsafe(24), face, query["redirect_uri"], query["state"], query["code_challenge"],
            query.get("scope", ""), query.get("nonce", ""), clock.now().timestamp(),
        )  # fmt: skip
        with self._lock:
            self._asked[asked.key] = asked
            while len(self._asked) > _MOST:
                del self._asked[next(iter(self._asked))]
        return asked

    def waiting(self, key: str) -> Asked | None:
        """The request that waits for an answer under `key`."""
        return self._asked.get(key)

    def answered(self, key: str, person: Person | None) -> Grant | None:
        """Yes by `person`, or no (None); a request is answered once."""
        with self._lock:
            asked = self._asked.pop(key, None)
            if asked is None or person is None:
                return None
            code, token, device = (secrets.token_urlsafe(24) for _ in range(3))
            grant = Grant(asked, person, code, token, device)
            self._grants[grant.code] = grant
            while len(self._grants) > _MOST:
                del self._grants[next(iter(self._grants))]
            return grant

    def exchange(
        self, face: str, form: Mapping[str, str], *, again: bool, secret_needed: bool = True, device: str | None = None
    ) -> Grant:
        """Take a code: once, from its application, for its redirect, with its verifier, and from its device if asked.

        Raises:
            Refused: as OAuth says it.
        """
        given = form.get("client_secret", "")
        right = form.get("client_id") == self.client_id and (
            hmac.compare_digest(given.encode(), self._secret.encode()) or (not given and not secret_needed)
        )
        if not right:
            raise Refused("invalid_client", "wrong application or secret")
        with self._lock:
            grant = self._grants.get(form.get("code", ""))
            late = grant is not None and clock.now().timestamp() - grant.asked.asked_at > _LIFETIME_SECONDS
            if grant is None or grant.asked.face != face or late or (grant.used and not again):
                raise Refused("invalid_grant", "this code is not good (any more)")
            if form.get("redirect_uri") != grant.asked.redirect_uri:
                raise Refused("invalid_grant", "another redirect_uri")
            made = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
            if made.rstrip(b"=").decode() != grant.asked.challenge:
                raise Refused("invalid_grant", "another verifier")
            if device is not None and device != grant.device:
                raise Refused("invalid_request", "device_id is missing or invalid")
            self._grants[grant.code] = replace(grant, used=True)
            self.exchanged += 1
        return grant

    def of_token(self, face: str, token: str) -> Grant | None:
        """The grant behind an access token that was given out."""
        with self._lock:
            return next(
                (g for g in self._grants.values() if g.used and g.token == token and g.asked.face == face), None
            )
