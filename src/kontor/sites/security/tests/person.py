"""Somebody at one of the three faces, with a browser that sends what browsers send."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pyotp
from django.http import HttpResponse

from kontor.contexts.accounts import queries, safety
from kontor.contexts.accounts.models import Account, Verification
from kontor.contexts.accounts.services.confirm_factor import confirm_factor
from kontor.contexts.accounts.services.start_app import start_app
from kontor.contexts.accounts.tests.authenticator import Authenticator
from kontor.contexts.accounts.tests.factories import PASSWORD
from kontor.kernel.clock import moved, now
from kontor.sites.storefront.account.tests.visitor import Visitor

FACES = {"buyer": "/account/", "seller": "/seller/", "operator": "/console/"}
DOORS = {"buyer": "/sign-in/", "seller": "/seller/sign-in/", "operator": "/console/sign-in/"}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class Person(Visitor):
    """A browser of `account`; `base` is where its face's own pages begin."""

    def __init__(self, account: Account, agent: str = FIREFOX) -> None:
        super().__init__()
        self.defaults["HTTP_USER_AGENT"] = agent
        self.account = account
        self.base = FACES[account.audience]
        self.door = DOORS[account.audience]

    def knock(self, password: str = PASSWORD, **more: str) -> HttpResponse:
        """Send the sign-in form."""
        name = "login" if self.account.audience == "seller" else "address"
        return self.send(self.door, {name: self.account.email, "password": password, **more})

    def at(self, path: str) -> HttpResponse:
        """Open a page of the face's own area."""
        answer: Any = self.get(self.base + path)
        return answer  # type: ignore[no-any-return]

    def post_at(self, path: str, data: dict[str, Any] | None = None) -> HttpResponse:
        return self.send(self.base + path, data)

    def make_passkey(self) -> Authenticator:
        """Add a passkey by the page."""
        key = Authenticator()
        asked = self.post_at("security/passkeys/options/")
        assert asked.status_code == 200, asked.content
        answer = self.post_at("security/passkeys/add/", {"answer": key.make(asked.content), "name": "Phone"})
        assert answer.status_code == 302
        return key

    def use_passkey(self, key: Authenticator, path: str, **more: str) -> HttpResponse:
        """Answer the question of a page by a passkey."""
        asked = self.post_at("passkey/options/")
        assert json.loads(asked.content)["rpId"] == "testserver"
        return self.post_at(path, {"answer": key.use(asked.content), **more})


def app_of(account: Account) -> str:
    """Set an authenticator app up; its next code is good at once. Returns its secret."""
    start_app(account_id=account.pk)
    begun = safety.app_set_up(account)
    assert begun is not None
    with moved(timedelta(seconds=-30)):
        confirm_factor(account_id=account.pk, kind="app", code=code_of(begun.secret))
    return begun.secret


def code_of(secret: str) -> str:
    """What the app shows."""
    return pyotp.TOTP(secret).at(now())


def sent_code() -> str:
    """The digits that were sent last."""
    message = queries.verification_message(Verification.objects.latest("created_at").id)
    assert message is not None
    return message.secret


def secret_on(answer: HttpResponse) -> str:
    """The app's secret as the page shows it."""
    found = re.search(r'id="app-key">([A-Z2-7 ]+)<', answer.content.decode())
    assert found is not None
    return found.group(1).replace(" ", "")


def codes_on(answer: HttpResponse) -> list[str]:
    """The recovery codes that the page shows."""
    return re.findall(r'<code dir="ltr">([a-z0-9-]{11})</code>', answer.content.decode())
