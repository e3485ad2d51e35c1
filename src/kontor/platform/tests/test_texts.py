"""Text messages by Twilio's API, against a stub that speaks it: once, or again, or never (ACC-10, ACC-15)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from kontor.config.env import Env
from kontor.kernel import policy
from kontor.kernel.clock import moved, now
from kontor.platform import limits, sms
from kontor.platform.cli.check import of_settings
from kontor.platform.limits.models import RateCounter
from kontor.platform.mail.models import Message
from kontor.platform.sms.providers import HttpService, LocalPhone
from kontor.platform.sms.twilio import NotTaken, Twilio, is_theirs, signed
from tests.support.twilio import ACCOUNT, FROM, TOKEN, Desk, desk

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-10", "ACC-15")]

SENT = {"to": "+359888123456", "text": "123456 is your code", "reference": "notice:1"}


@pytest.fixture
def twilio(settings: Any) -> Iterator[Desk]:
    with desk() as running:
        settings.KONTOR = settings.KONTOR.model_copy(
            update={"sms_account": ACCOUNT, "sms_token": TOKEN, "sms_from": FROM, "sms_api": running.url,
                    "public_url": "https://market.example/"}
        )  # fmt: skip
        yield running


def test_the_settings_choose_the_carrier(settings: Any) -> None:
    plain = settings.KONTOR.model_copy(update={"sms_account": "", "sms_url": ""})
    for facts, kind in (({}, LocalPhone), ({"sms_url": "https://x"}, HttpService), ({"sms_account": "AC"}, Twilio)):
        settings.KONTOR = plain.model_copy(update=facts)
        assert isinstance(sms.provider(), kind)


def test_a_message_goes_out_once_and_leaves_no_content_here(twilio: Desk) -> None:
    assert sms.send(**SENT, report_to="/hooks/texts/a/b/")
    assert not sms.send(**SENT)
    assert twilio.sent == [
        {"To": "+359888123456", "Body": "123456 is your code", "From": FROM,
         "StatusCallback": "https://market.example/hooks/texts/a/b/"}
    ]  # fmt: skip
    kept = Message.objects.get()
    assert (kept.to, kept.text, kept.reference) == ("", "", "notice:1")


def test_a_messaging_service_may_be_the_sender(twilio: Desk, settings: Any) -> None:
    settings.KONTOR = settings.KONTOR.model_copy(update={"sms_from": "MG" + "1" * 32, "public_url": ""})
    sms.send(**SENT, report_to="/hooks/texts/a/b/")
    assert twilio.sent == [
        {"To": SENT["to"], "Body": SENT["text"], "MessagingServiceSid": "MG" + "1" * 32}
    ]  # nobody could reach an address on this machine


@pytest.mark.parametrize("answer", [(429, 20429), (503, 0), (500, 0), (400, 99999)])
def test_trouble_is_worth_another_try(twilio: Desk, answer: tuple[int, int]) -> None:
    twilio.answers = [answer]
    with pytest.raises(NotTaken):
        sms.send(**SENT)
    assert not Message.objects.exists()
    assert sms.send(**SENT)
    assert (len(twilio.sent), Message.objects.count()) == (1, 1)


@pytest.mark.parametrize("code", [21211, 21614, 21610, 21408])
def test_a_number_that_is_none_is_not_asked_again(twilio: Desk, code: int) -> None:
    twilio.answers = [(400, code)]
    with pytest.raises(sms.SmsRefused) as refused:
        sms.send(**SENT)
    assert refused.value.code == code
    assert SENT["to"] not in str(refused.value)


def test_a_wrong_token_is_our_trouble_and_not_the_numbers(twilio: Desk, settings: Any) -> None:
    settings.KONTOR = settings.KONTOR.model_copy(update={"sms_token": "another"})
    with pytest.raises(NotTaken, match="401, code 20003"):
        sms.send(**SENT)


def test_a_lost_answer_sends_nothing_twice(twilio: Desk) -> None:
    twilio.answers = [(0, 0)]  # taken, and the line broke
    assert sms.send(**SENT)
    assert (len(twilio.sent), twilio.posts) == (1, 1)


def test_an_error_that_took_the_message_all_the_same_sends_nothing_twice(twilio: Desk) -> None:
    twilio.answers = [(503, -1)]
    assert sms.send(**SENT)
    assert (len(twilio.sent), twilio.posts) == (1, 1)


def test_where_nobody_can_tell_it_is_not_sent_again(twilio: Desk) -> None:
    twilio.answers, twilio.lists = [(0, 0)], False
    assert sms.send(**SENT)
    twilio.lists = True
    assert not sms.send(**SENT)
    assert twilio.posts == 1


def test_after_a_crash_of_ours_the_list_is_asked_first(twilio: Desk) -> None:
    asked = now()

    sms.send(**SENT, since=asked)
    Message.objects.all().delete()  # the transaction that sent it was lost
    with moved(timedelta(seconds=30)):
        assert sms.send(**SENT, since=asked)
        assert (len(twilio.sent), twilio.posts) == (1, 1)
        twilio.sent[0]["status"] = "undelivered"  # that one never arrived: another try is right
        Message.objects.all().delete()
        assert sms.send(**SENT, since=asked)
    assert twilio.posts == 2


def test_a_service_that_is_not_there_is_worth_another_try(settings: Any) -> None:
    settings.KONTOR = settings.KONTOR.model_copy(
        update={"sms_account": ACCOUNT, "sms_token": TOKEN, "sms_from": FROM, "sms_api": "http://127.0.0.1:9"}
    )
    with pytest.raises(httpx.ConnectError):
        sms.send(**SENT)
    assert not Message.objects.exists()


def test_signatures_as_the_manual_shows_them() -> None:
    form = {"CallSid": "CA1234567890ABCDE", "Caller": "+14158675310", "Digits": "1234", "From": "+14158675310",
            "To": "+18005551212"}  # fmt: skip
    url = "https://example.com/myapp.php?foo=1&bar=2"
    assert is_theirs("12345", url, form, signed("12345", url, form))
    assert not is_theirs("12345", url, form | {"Digits": "1235"}, signed("12345", url, form))
    assert not is_theirs("12345", url + "&x", form, signed("12345", url, form))
    assert not is_theirs("", url, form, signed("", url, form))


def test_codes_to_a_number_its_country_and_from_a_place_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    most = {"sms.per_number": 2, "sms.per_country": 3, "sms.per_place": 2}
    monkeypatch.setattr(policy, "_source", most.get)
    for _ in range(2):
        sms.spend_on_number("+359888123456")
    with pytest.raises(limits.TooMany):
        sms.spend_on_number("+359888123456")
    sms.spend_on_number("+359888123457")
    with pytest.raises(limits.TooMany):
        sms.spend_on_number("+359888123458")  # the country has had enough
    sms.spend_on_number("+442071234567")
    for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"):
        sms.spend_at_place(address)
    with pytest.raises(limits.TooMany):
        sms.spend_at_place("2001:db8:1:2::3")
    sms.spend_at_place("2001:db8:1:3::3")
    with moved(timedelta(hours=13)):
        sms.spend_on_number("+359888123456")
    assert not any("359" in row.key or "2001" in row.key for row in RateCounter.objects.all())


def test_check_says_what_is_missing() -> None:
    def said(**facts: Any) -> str:
        return " ".join(f"{doubt.sentence} {doubt.remedy}" for doubt in of_settings(Env(**facts)))

    assert "No text message would leave this machine." in said()
    half = said(sms_account="AC12", public_url="https://m.example", sms_url="https://x")
    for part in ("no account of Twilio", "KONTOR_SMS_TOKEN", "KONTOR_SMS_FROM", "Two services"):
        assert part in half
    whole = said(sms_account=ACCOUNT, sms_token=TOKEN, sms_from=FROM, public_url="https://m.example")
    assert "Twilio" not in whole
    assert "KONTOR_SMS" not in whole
