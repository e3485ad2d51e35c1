"""A browser for the tests of these pages: it sends what browsers send, and reads the mailbox."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.models import Account, Verification
from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from tests.support.captcha import solved

GOOD = {
    "address": "ann@example.com",
    "given_name": "Ann",
    "family_name": "Lee",
    "country": "BG",
    "password": PASSWORD,
    "password_again": PASSWORD,
}


GUARDED = {"/join/": "/captcha/join/", "/sell/": "/captcha/sell/"}
"""Forms with a captcha, and where another one is got."""


class Visitor(Client):
    """Django's client with forms that carry token and origin, like a browser's."""

    def __init__(self, language: str = "en") -> None:
        super().__init__(enforce_csrf_checks=True, headers={"accept-language": language} if language else {})

    def send(self, path: str, data: dict[str, Any] | None = None, **headers: str) -> HttpResponse:
        """Post a form of ours; its page was opened before."""
        if "kontor_csrf" not in self.cookies:
            self.get("/join/")
        token = self.cookies["kontor_csrf"].value
        if path in GUARDED and not any(name.startswith("captcha") for name in data or {}):
            data = (data or {}) | self.proof(path)
        given = {"origin": "http://testserver"} | headers
        answer = self.post(path, {"csrfmiddlewaretoken": token, **(data or {})}, headers=given)
        assert isinstance(answer, HttpResponse)
        return answer

    def proof(self, path: str = "/join/") -> dict[str, str]:
        """The fields that solve a captcha of the form at `path`, made anew as “Refresh the code” does."""
        return solved(self.get(GUARDED[path]).content.decode())

    def join(self, **changed: str) -> HttpResponse:
        """Open the Join page and send it."""
        self.get("/join/")
        return self.send("/join/", GOOD | changed)

    def enter(self, account: Account | None = None) -> Account:
        """Sign in as `account`, or as a new one."""
        account = account or make_account()
        answer = self.send("/sign-in/", {"address": account.email, "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
        return account


def secret() -> str:
    """The secret of the latest verification, as the message carries it."""
    message = queries.verification_message(Verification.objects.latest("created_at").id)
    assert message is not None
    return message.secret


def texts(answer: HttpResponse) -> str:
    """The page's words without its markup."""
    words = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", words)


def field(answer: HttpResponse, name: str) -> str:
    """The value that a field of the page holds."""
    page = answer.content.decode()
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert found is not None, name
    value = re.search(r'value="([^"]*)"', found.group())
    return value.group(1) if value else ""
