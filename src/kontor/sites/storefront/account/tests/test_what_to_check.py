"""If no mail was confirmed, the page says what to check: spam, spelling, provider, in this order (ACC-14)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kontor.contexts.accounts.models import MailDomain, Verification
from kontor.contexts.accounts.services.note_refused_mail import note_refused_mail
from kontor.kernel.clock import now
from kontor.platform import reference
from kontor.sites.storefront.account.tests.visitor import Visitor, texts

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-14")]


def checks(visitor: Visitor) -> list[str]:
    page = visitor.get("/join/check-mail/").content.decode()
    listed = re.search(r"<ol.*?</ol>", page, re.DOTALL)
    assert listed is not None
    plain = [re.sub(r"<[^>]+>", "", part) for part in re.findall(r"<li>(.*?)</li>", listed.group(), re.DOTALL)]
    return [re.sub(r"\s+", " ", part).strip() for part in plain]


def test_spam_first_then_spelling_then_another_provider(django_assert_max_num_queries: Any) -> None:
    visitor = Visitor()
    visitor.join(address="ann@gmail.com")
    assert checks(visitor) == [
        "Look into the spam folder first.",
        "Look at the spelling of the address.",
        "If both are fine, try an address of another provider.",
    ]
    with django_assert_max_num_queries(2):
        visitor.get("/join/check-mail/")


def test_a_slip_is_shown_as_it_was_meant() -> None:
    visitor = Visitor()
    visitor.join(address="ann.lee@gmial.com")
    assert (
        checks(visitor)[1] == "Look at the spelling of the address. Did you mean ann.lee@gmail.com? Join with that one"
    )


def test_a_domain_that_loses_mail_here_is_named_with_its_share() -> None:
    visitor = Visitor()
    visitor.join(address="ann@Lost.example")
    MailDomain.objects.create(domain="lost.example", asked=40, proven=10, refused=22, measured_at=now())
    reference.forget_all()
    assert checks(visitor)[2] == (
        "Use an address of another provider: of those who joined with lost.example in the last 30 days, "
        "75 % never confirmed it."
    )
    MailDomain.objects.update(proven=30)
    reference.forget_all()
    assert checks(visitor)[2] == "If both are fine, try an address of another provider."


def test_a_mailbox_that_did_not_take_the_message_is_told_at_once() -> None:
    visitor = Visitor()
    visitor.join(address="ann@full.example")
    assert "did not take our message" not in texts(visitor.get("/join/check-mail/"))
    sent = Verification.objects.get()
    note_refused_mail(account_id=sent.account_id, verification_id=sent.pk)
    assert "full.example did not take our message" in texts(visitor.get("/join/check-mail/"))


def test_a_phone_gets_no_advice_on_mail() -> None:
    visitor = Visitor()
    visitor.join(address="+359887123456")
    assert "spam" not in texts(visitor.get("/join/check-mail/"))
