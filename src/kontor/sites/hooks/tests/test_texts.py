"""Reports of text messages: believed by their signature alone (ACC-10)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kontor.contexts.accounts.models import Account, Verification
from kontor.contexts.accounts.services.resend_verification import resend_verification
from kontor.contexts.accounts.tests.test_stale import joined
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.services.send_notice import send_notice
from kontor.contexts.notifications.services.send_verifications import send_verifications
from kontor.kernel import policy
from kontor.kernel.clock import moved
from kontor.kernel.ids import new_id
from kontor.platform import limits
from kontor.platform.events.models import OutboxEvent
from kontor.platform.sms.twilio import signed
from kontor.sites.storefront.account.tests.visitor import GOOD, Visitor, texts
from tests.support.twilio import ACCOUNT, FROM, TOKEN, desk

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-10")]

SITE = "https://market.example"


@pytest.fixture(autouse=True)
def _set(settings: Any) -> None:
    settings.KONTOR = settings.KONTOR.model_copy(
        update={"sms_account": ACCOUNT, "sms_token": TOKEN, "sms_from": FROM, "public_url": SITE}
    )


@pytest.fixture
def notice() -> Notice:
    made = joined("+359887123456")
    (queued,) = send_verifications(verification_ids=[made.verification.pk])
    return queued


def report(notice: Notice, *, token: str = TOKEN, path: str = "", **form: str) -> int:
    address = path or f"/hooks/texts/{notice.account_id}/{notice.id}/"
    sent = {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30005"} | form
    signature = signed(token, f"{SITE}{address}", sent)
    return Client().post(address, sent, headers={"X-Twilio-Signature": signature}).status_code


def facts() -> int:
    return OutboxEvent.objects.filter(name="notifications.refused").count()


def test_what_did_not_arrive_is_noted_once(notice: Notice) -> None:
    assert report(notice, MessageStatus="delivered", ErrorCode="") == 204
    assert facts() == 0
    assert report(notice) == 204
    assert report(notice) == 204
    kept = Notice.objects.get(id=notice.id)
    assert (kept.refusal, facts()) == (30005, 1)
    assert kept.refused_at is not None


def test_nobody_else_is_believed(notice: Notice) -> None:
    other = f"/hooks/texts/{new_id()}/{new_id()}/"
    assert report(notice, token="guessed") == 403
    assert report(notice, path=other) == 204  # theirs, of a message that we do not know
    signature = signed(TOKEN, f"{SITE}{other}", {"MessageStatus": "failed"})
    moved_on = Client().post(
        f"/hooks/texts/{notice.account_id}/{notice.id}/", {"MessageStatus": "failed"},
        headers={"X-Twilio-Signature": signature},
    )  # fmt: skip
    assert moved_on.status_code == 403
    assert (
        Client().post(f"/hooks/texts/{notice.account_id}/{notice.id}/", {"MessageStatus": "failed"}).status_code == 403
    )
    assert (Notice.objects.get(id=notice.id).refused_at, facts()) == (None, 0)


def test_a_number_that_the_carrier_refuses_is_noted_and_not_asked_again(notice: Notice, settings: Any) -> None:
    with desk() as twilio:
        settings.KONTOR = settings.KONTOR.model_copy(update={"sms_api": twilio.url})
        twilio.answers = [(400, 21614)]
        assert not send_notice(account_id=notice.account_id, notice_id=notice.id)
        assert not send_notice(account_id=notice.account_id, notice_id=notice.id)
        assert (twilio.posts, twilio.sent) == (1, [])
    assert (Notice.objects.get(id=notice.id).refusal, facts()) == (21614, 1)


def test_a_code_goes_out_with_the_address_for_its_report(notice: Notice, settings: Any) -> None:
    with desk() as twilio:
        settings.KONTOR = settings.KONTOR.model_copy(update={"sms_api": twilio.url})
        assert send_notice(account_id=notice.account_id, notice_id=notice.id)
        (form,) = twilio.sent
    assert form["StatusCallback"] == f"{SITE}/hooks/texts/{notice.account_id}/{notice.id}/"
    assert form["To"] == "+359887123456"


def test_joining_by_phone_stops_where_one_place_has_had_enough(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.KONTOR = settings.KONTOR.model_copy(update={"public_url": ""})
    monkeypatch.setattr(policy, "_source", {"sms.per_place": 1}.get)
    visitor = Visitor()
    assert visitor.join(address="+359887123451").status_code == 302
    answer = visitor.join(address="+359887123452")
    assert answer.status_code == 429
    assert "too often" in texts(answer)
    assert visitor.join(address="ann@example.com").status_code == 302  # mail costs nobody anything
    assert set(Account.objects.values_list("phone", "email")) == {("+359887123451", ""), (None, GOOD["address"])}


def test_one_number_gets_no_more_codes_than_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "_source", {"sms.per_number": 2}.get)
    joined("+359887123456")
    with moved(timedelta(minutes=3)):
        resend_verification(address="+359887123456")
    with moved(timedelta(minutes=6)), pytest.raises(limits.TooMany):
        resend_verification(address="+359887123456")
    assert Verification.objects.count() == 2
