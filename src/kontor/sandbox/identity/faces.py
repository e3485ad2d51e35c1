"""The three dialects behind the consent page: what a code brings, and what is told of a person."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import Any

from kontor.kernel import clock
from kontor.sandbox.identity.behaviour import Email, Switches, Wrong
from kontor.sandbox.identity.grants import Book, Grant, Refused
from kontor.sandbox.identity.keys import Signer
from kontor.sandbox.wire.http import Request, Response, Router, as_json

LABELS = {"google": "Google", "facebook": "Facebook", "vk": "VK"}
VERSION = "v23.0"
_HOUR = 3600


class Faces:
    """Token and profile addresses of the three."""

    def __init__(self, book: Book, switches: Switches, signer: Signer, secret: str, home: Callable[[], str]) -> None:
        self._book = book
        self._switches = switches
        self._signer = signer
        self._secret = secret
        self._home = home

    def join(self, router: Router) -> None:
        graph = f"/facebook/{VERSION}"
        router.add("POST", "/google/token", self._api(self._google_token))
        router.add("GET", "/google/certs", self._api(lambda request: as_json(self._signer.shown())))  # noqa: ARG005
        router.add("POST", f"{graph}/oauth/access_token", self._api(self._facebook_token))
        router.add("GET", f"{graph}/me", self._api(self._facebook_me))
        router.add("POST", "/vk/oauth2/auth", self._api(self._vk_token))
        router.add("POST", "/vk/oauth2/user_info", self._api(self._vk_user))

    def _api(self, work: Callable[[Request], Response]) -> Callable[[Request], Response]:
        return lambda request: self._switches.answering(lambda: work(request))

    def _email(self, grant: Grant) -> str:
        return "" if self._switches.now.email is Email.NONE else grant.person.email

    # Google: everything stands in the signed token.
    def _google_token(self, request: Request) -> Response:
        try:
            grant = self._book.exchange("google", request.form(), again=self._switches.now.code_again)
        except Refused as no:
            return as_json({"error": no.error, "error_description": no.about}, 400)
        return as_json({
            "access_token": grant.token, "expires_in": _HOUR, "scope": grant.asked.scope, "token_type": "Bearer",
            "id_token": self._signer.sign(self._claims(grant), self._switches.now.wrong),
        })  # fmt: skip

    def _claims(self, grant: Grant) -> dict[str, Any]:
        person, wrong, moment = grant.person, self._switches.now.wrong, int(clock.now().timestamp())
        client = self._book.client_id
        claims: dict[str, Any] = {
            "iss": f"{self._home()}/google", "azp": client, "aud": client, "sub": person.subject("google"),
            "nonce": grant.asked.nonce, "iat": moment, "exp": moment + _HOUR,
            "name": person.name, "given_name": person.given, "family_name": person.family,
        }  # fmt: skip
        if email := self._email(grant):
            claims |= {"email": email, "email_verified": self._switches.now.email is not Email.UNVERIFIED}
        if person.hosted:
            claims["hd"] = person.hosted
        spoilt: dict[Wrong, dict[str, Any]] = {
            Wrong.NONCE: {"nonce": "another"},
            Wrong.AUDIENCE: {"aud": "somebody-else", "azp": "somebody-else"},
            Wrong.PARTY: {"aud": [client, "somebody-else"], "azp": "somebody-else"},
            Wrong.ISSUER: {"iss": "https://accounts.example"},
            Wrong.EXPIRED: {"iat": moment - 2 * _HOUR, "exp": moment - _HOUR},
        }
        return claims | spoilt.get(wrong, {})

    # Facebook: the graph, asked with a proof of the application's secret.
    def _facebook_token(self, request: Request) -> Response:
        try:
            grant = self._book.exchange("facebook", request.form(), again=self._switches.now.code_again)
        except Refused as no:
            return self._graph_says(no.about, 100)
        return as_json({"access_token": grant.token, "token_type": "bearer", "expires_in": 5_183_944})

    def _facebook_me(self, request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ") or request.query.get(
            "access_token", ""
        )
        grant = self._book.of_token("facebook", token)
        if grant is None:
            return self._graph_says("Invalid OAuth access token.", 190)
        proof = hmac.new(self._secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(request.query.get("appsecret_proof", ""), proof):
            return self._graph_says("Invalid appsecret_proof provided in the API argument", 100)
        person = grant.person
        known = {
            "id": person.subject("facebook"), "name": person.name, "first_name": person.given,
            "last_name": person.family, "email": self._email(grant),
        }  # fmt: skip
        asked = request.query.get("fields", "id,name").split(",")
        return as_json({name: value for name, value in known.items() if name in {"id", *asked} and value})

    def _graph_says(self, message: str, code: int) -> Response:
        return as_json({"error": {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A"}}, 400)

    # VK: no secret, a device, and an error with status 200.
    def _vk_token(self, request: Request) -> Response:
        form = request.form()
        try:
            grant = self._book.exchange(
                "vk", form, again=self._switches.now.code_again, secret_needed=False, device=form.get("device_id", "")
            )
        except Refused as no:
            return as_json({"error": no.error, "error_description": no.about, "state": form.get("state", "")})
        return as_json({
            "access_token": grant.token, "refresh_token": "vk2.r", "id_token": "", "token_type": "Bearer",
            "expires_in": _HOUR, "user_id": int(grant.person.subject("vk")), "state": form.get("state", ""),
            "scope": grant.asked.scope,
        })  # fmt: skip

    def _vk_user(self, request: Request) -> Response:
        form = request.form()
        grant = self._book.of_token("vk", form.get("access_token", ""))
        if grant is None or form.get("client_id") != self._book.client_id:
            return as_json({"error": "invalid_token", "error_description": "token is not good"}, 401)
        person = grant.person
        user = {
            "user_id": person.subject("vk"), "first_name": person.given, "last_name": person.family,
            "phone": person.phone, "email": self._email(grant), "avatar": "", "sex": 0, "verified": False,
        }  # fmt: skip
        return as_json({"user": {name: value for name, value in user.items() if value != ""}})
