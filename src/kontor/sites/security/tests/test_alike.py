"""Nobody learns by signing in or by asking for a new password who has an account (ACC-20)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse

from kontor.contexts.accounts.tests.factories import make_account
from kontor.platform.mail.models import Message
from kontor.sites.security.tests.person import app_of
from kontor.sites.storefront.account.tests.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-20")]
_OWN = {"x-request-id", "expires"}  # the request's number, and the second in which it was answered
WHO = ("known", "guard", "waits", "empty")  # of one length, as headers tell the length of the page


@pytest.fixture(autouse=True)
def _people() -> None:
    make_account(email="known@example.com")
    app_of(make_account(email="guard@example.com"))
    make_account(email="waits@example.com", state="pending")


def alike(answer: HttpResponse, who: str) -> tuple[int, dict[str, str], str]:
    """All of an answer but what changes from one request to the next, and the address that was typed."""
    headers = {name.lower(): value for name, value in answer.items() if name.lower() not in _OWN}
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())
    return answer.status_code, headers, body.replace(f"{who}@example.com", "…")


@pytest.mark.parametrize(
    ("path", "field"), [("/sign-in/", "address"), ("/seller/sign-in/", "login"), ("/console/sign-in/", "address")]
)
def test_a_wrong_password_and_an_unknown_account_give_the_same_bytes(path: str, field: str) -> None:
    seen = []
    for who in WHO:
        answer = Visitor().send(path, {field: f"{who}@example.com", "password": "Wrong42harbour"})
        seen.append(alike(answer, who))
        assert not set(answer.cookies) - {"kontor_csrf"}
    assert seen[0][0] == 401
    assert seen[1:] == seen[:1] * (len(WHO) - 1)


def test_the_limit_is_the_same_for_both() -> None:
    seen = []
    for who in WHO:
        statuses = [
            Visitor().send("/sign-in/", {"address": f"{who}@example.com", "password": "Wrong42harbour"}).status_code
            for _ in range(12)
        ]
        seen.append(statuses)
    assert all(one == [401] * 10 + [429] * 2 for one in seen)


def test_asking_for_a_new_password_gives_the_same_bytes_and_a_mail_to_owners_only(settle: Callable[[], None]) -> None:
    seen = []
    for who in WHO:
        visitor = Visitor()
        visitor.get("/reset/")
        seen.append(alike(visitor.send("/reset/", {"address": f"{who}@example.com"}), who))
        seen[-1][1].pop("set-cookie", None)
    assert seen[0][0] == 302
    assert all(one == seen[0] for one in seen)
    settle()
    told = Message.objects.filter(subject="Your new password for Kontor").values_list("to", flat=True)
    assert sorted(told) == ["guard@example.com", "known@example.com"]
