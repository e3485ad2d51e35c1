"""The steps of the protocol, one by one, so that a test can do any of them wrongly."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpResponse
from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.contexts.integrations.services.register_program import Registered
from kontor.contexts.integrations.tests.factories import CALLBACK
from kontor.platform.http.sessions import SessionStore

VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
CONSENT = "/seller/programs/consent/"


def browser(account: Account) -> Client:
    """A person at the Seller Center."""
    client, store = Client(), SessionStore()
    store["account_id"], store["account_proof"] = str(account.pk), account.get_session_auth_hash()
    store.save()
    client.cookies["kontor_seller"] = store.session_key
    return client


def asking(program: Registered, **over: Any) -> str:
    """The address to which the program sends a person; None leaves a parameter out."""
    said: dict[str, Any] = {
        "response_type": "code", "client_id": program.client_id, "redirect_uri": CALLBACK, "scope": "orders:read",
        "state": "s-1", "code_challenge": CHALLENGE, "code_challenge_method": "S256",
    } | over  # fmt: skip
    return f"{CONSENT}?{urlencode({name: value for name, value in said.items() if value is not None})}"


def told(response: HttpResponse) -> dict[str, str]:
    """What the way back says."""
    assert response.status_code == 302, response.content
    return {name: values[0] for name, values in parse_qs(urlsplit(response["Location"]).query).items()}


@dataclass
class Erp:
    """A program that speaks to the token endpoint."""

    program: Registered
    client: Client = field(default_factory=Client)

    def send(self, path: str, **said: Any) -> HttpResponse:
        """A form with the program's name and secret in the header (Basic), unless `plain`."""
        headers = {}
        if self.program.secret and not said.pop("plain", False):
            pair = base64.b64encode(f"{self.program.client_id}:{self.program.secret}".encode()).decode()
            headers["Authorization"] = f"Basic {pair}"
        body = urlencode({name: value for name, value in said.items() if value is not None})
        return self.client.post(path, body, content_type="application/x-www-form-urlencoded", headers=headers)

    def exchange(self, given: str, **over: Any) -> HttpResponse:
        said = {
            "grant_type": "authorization_code", "code": given, "redirect_uri": CALLBACK, "code_verifier": VERIFIER,
        } | over  # fmt: skip
        return self.send("/oauth/token", **said)

    def refresh(self, token: str, **over: Any) -> HttpResponse:
        return self.send("/oauth/token", **({"grant_type": "refresh_token", "refresh_token": token} | over))

    def me(self, token: str) -> HttpResponse:
        return self.client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})


def code_of(person: Client, program: Registered, scopes: str = "orders:read", **over: Any) -> str:
    """The person allows all that is asked for."""
    address = asking(program, scope=scopes, **over)
    return told(person.post(address, {"decision": "allow", "scopes": scopes.split()}))["code"]


def tokens_of(person: Client, erp: Erp, scopes: str = "orders:read") -> dict[str, Any]:
    """The whole way, rightly."""
    response = erp.exchange(code_of(person, erp.program, scopes))
    assert response.status_code == 200, response.content
    found: dict[str, Any] = json.loads(response.content)
    return found
