"""The played providers over HTTP, and a browser that goes there and back."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from django.http import HttpResponse

from kontor.sandbox.identity.app import Identity
from kontor.sites.storefront.account.tests.visitor import Visitor


class World:
    """The sandbox's side: switches, and the consent page as a person uses it."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self.http = httpx.Client(trust_env=False, timeout=20)

    def switch(self, **values: Any) -> None:
        self.http.post(f"{self.identity.address}/_sandbox/switches", json=values).raise_for_status()

    def consent(self, departure: str, deed: str = "yes", **typed: str) -> str:
        """Open the consent page and press a button; the address to which the browser is sent back."""
        page = self.http.get(departure)
        assert page.status_code == 200, page.text
        action = re.search(r'action="(/consent/[^"/]+)"', page.text)
        assert action is not None
        person = {"person": "own", **typed} if "given" in typed else {"person": "vesela", **typed}
        answer = self.http.post(f"{self.identity.address}{action[1]}", data={"deed": deed, **person})
        return answer.headers.get("location", "")


class Traveller(Visitor):
    """A browser that signs in by a provider."""

    world: World

    def depart(self, provider: str = "google", **data: str) -> str:
        """Open the page before leaving and press its button; the provider's address."""
        self.get(f"/social/{provider}/")
        answer = self.send(f"/social/{provider}/", data)
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"]

    def arrive(self, address: str) -> HttpResponse:
        """Follow the redirect back to us."""
        parts = urlsplit(address)
        answer = self.get(f"{parts.path}?{parts.query}")
        assert isinstance(answer, HttpResponse)
        return answer

    def travel(self, provider: str = "google", deed: str = "yes", onward: str = "", **typed: str) -> HttpResponse:
        """There and back."""
        return self.arrive(self.world.consent(self.depart(provider, next=onward), deed, **typed))

    def finish(self, **changed: str) -> HttpResponse:
        """Send the prefilled Join page as it stands, or with changes."""
        page = self.get("/join/social/")
        assert page.status_code == 200, page.status_code
        text = page.content.decode()
        sent = {name: _value(text, name) for name in ("address", "given_name", "family_name")}
        return self.send("/join/social/", {**sent, "country": "BG", **changed})


def _value(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert found is not None, name
    value = re.search(r'value="([^"]*)"', found[0])
    return value[1] if value else ""


def parameters(address: str) -> dict[str, str]:
    """The query of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query, keep_blank_values=True).items()}
