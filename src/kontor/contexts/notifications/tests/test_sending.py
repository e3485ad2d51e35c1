"""From a fact to a message in a mailbox, once."""

from __future__ import annotations

import re
import time
from dataclasses import asdict
from typing import Any

import pytest
from django.conf import settings

from kontor.contexts.accounts.models import Account, Verification
from kontor.contexts.accounts.services.erase_pending import erase_pending
from kontor.contexts.accounts.services.register import register
from kontor.contexts.accounts.services.verify_link import verify_link
from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.contexts.notifications.kinds import KINDS
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.services import send_notice as sending
from kontor.contexts.notifications.services.notify import notify
from kontor.contexts.notifications.services.send_notice import send_notice
from kontor.contexts.notifications.texts import FOLDER, written
from kontor.kernel.money import Money
from kontor.platform import events, jobs

pytestmark = pytest.mark.django_db

SENT = list[dict[str, Any]]


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> SENT:
    """What the mailer and the SMS gateway were given."""
    sent: SENT = []
    monkeypatch.setattr(sending.mail, "send", lambda **given: sent.append(given))
    monkeypatch.setattr(sending.sms, "send", lambda **given: sent.append(given))
    monkeypatch.setattr(sending.mail, "keep_many", lambda messages: sent.extend(map(asdict, messages)))
    return sent


def join(address: str = "ann@example.com", language: str = "en") -> Account:
    return register(
        address=address,
        password=PASSWORD,
        password_again=PASSWORD,
        given_name="Ann",
        family_name="Lee",
        country="BG",
        language=language,
    ).account


@pytest.mark.rule("ACC-10", "ACC-15")
def test_a_registration_sends_one_mail_with_one_link(mailbox: SENT) -> None:
    join()
    events.drain()
    assert mailbox == []  # the job waits in the queue, written with the notice
    jobs.drain()
    (mail,) = mailbox
    assert mail["to"] == "ann@example.com"
    assert "Verify your Kontor account" in mail["subject"]
    links = set(re.findall(r"https?://[^\s\"<]+/verify/[^\s\"<]+", mail["html"]))
    assert len(links) == 1
    assert links == set(re.findall(r"https?://\S+/verify/\S+", mail["text"]))
    (link,) = links
    assert link.startswith(settings.KONTOR.web_url)
    assert mail["html"].count("Verify now") == 1
    assert "#1f5fbf" in mail["html"]
    assert verify_link(token=link.rstrip("/").rpartition("/")[2]).account.email == "ann@example.com"


@pytest.mark.rule("ACC-10")
def test_a_phone_gets_six_digits(mailbox: SENT) -> None:
    join("+359888123456")
    events.drain()
    jobs.drain()
    (sms,) = mailbox
    assert sms["to"] == "+359888123456"
    assert re.match(r"\d{6} is your code for Kontor", sms["text"])


@pytest.mark.rule("ACC-15")
def test_sending_twice_sends_once_and_nothing_stored_is_a_secret(mailbox: SENT) -> None:
    join()
    events.drain()
    notice = Notice.objects.get()
    assert list(notice.values) == ["verification_id"]
    assert send_notice(account_id=notice.account_id, notice_id=notice.id) is True
    assert send_notice(account_id=notice.account_id, notice_id=notice.id) is False
    assert len(mailbox) == 1
    assert mailbox[0]["reference"] == f"notice:{notice.id}"


@pytest.mark.rule("ACC-15")
def test_a_mailer_that_fails_leaves_the_notice_to_the_next_try(mailbox: SENT, monkeypatch: pytest.MonkeyPatch) -> None:
    join()
    events.drain()
    notice = Notice.objects.get()

    def fail(**given: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(sending.mail, "send", fail)
        with pytest.raises(ConnectionError):
            send_notice(account_id=notice.account_id, notice_id=notice.id)
    assert Notice.objects.get().sent_at is None
    assert send_notice(account_id=notice.account_id, notice_id=notice.id) is True


@pytest.mark.rule("ACC-10")
def test_a_link_that_is_used_already_is_not_sent_any_more(mailbox: SENT) -> None:
    join()
    events.drain()
    text = written(Notice.objects.get())
    assert text is not None
    verify_link(token=re.findall(r"/verify/([\w-]+)/", text.body)[0])
    jobs.drain()
    assert mailbox == []


@pytest.mark.rule("ACC-10")
def test_an_erased_registration_leaves_no_notice_and_no_mail(mailbox: SENT) -> None:
    account, other = join(), join("bob@example.com")
    events.drain()
    assert Notice.objects.count() == 2
    assert erase_pending(account_ids=[account.id]) == 1
    events.drain()
    assert Notice.objects.get().account_id == other.id
    jobs.drain()
    assert [mail["to"] for mail in mailbox] == ["bob@example.com"]


def test_one_cause_is_told_once() -> None:
    account = make_account()
    first = notify(account_id=account.id, kind="order_paid", values={"number": 7}, cause="orders.paid:7")
    again = notify(account_id=account.id, kind="order_paid", values={"number": 7}, cause="orders.paid:7")
    assert first is not None
    assert again is None
    assert Notice.objects.count() == 1


def test_values_that_are_missing_are_a_mistake_of_ours() -> None:
    with pytest.raises(LookupError):
        notify(account_id=make_account().id, kind="order_paid", values={}, cause="x")


def test_somebody_without_that_address_is_not_written_to() -> None:
    account = make_account()
    assert notify(account_id=account.id, kind="order_paid", values={"number": 7}, cause="x", channel="sms") is None
    assert not Notice.objects.exists()


@pytest.mark.rule("BUY-14")
@pytest.mark.parametrize("language", ["en", "zh-hans", "bg"])
@pytest.mark.parametrize("kind", sorted(name for name, kind in KINDS.items() if "number" in kind.values))
def test_every_kind_can_be_written_in_every_language(kind: str, language: str) -> None:
    account = make_account(language=language)
    number = 4100200300400500
    values = {
        "number": number,
        "total": Money(123_456, "EUR"),
        "carrier": "UPS",
        "tracking": "1Z<9",
        "reason": "R",
        "state": "in_transit",
        "days": 7,
        "store": "Lighthouse",
        "day": "2026-12-05",
    }
    notice = notify(account_id=account.id, kind=kind, values=values, cause="x")
    assert notice is not None
    text = written(Notice.objects.get())
    assert text is not None
    about_an_order = "number" in KINDS[kind].values
    assert (str(number) in text.subject) is about_an_order
    assert (f"{number}/" in text.body) is about_an_order
    assert f'lang="{language}"' in text.html
    assert "1Z<9" not in text.html
    assert "{{" not in text.html + text.body + text.subject
    assert "#1f5fbf" not in text.html  # the one blue button is for verification


def test_every_kind_has_its_texts() -> None:
    whole = {"subject.txt", "body.txt", "body.html"}
    for name in KINDS:
        needed = {"subject.txt", "sms.txt"} if name == "verify_phone" else whole
        assert {path.name for path in (FOLDER / name).iterdir()} >= needed
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert folders == set(KINDS)


@pytest.mark.rule("ACC-15")
def test_a_mail_leaves_within_a_second(mailbox: SENT) -> None:
    """The two waits of the plumbing, the relay's look and the worker's, and the work itself."""
    from kontor.platform.events.relay import IDLE
    from kontor.platform.jobs.worker import LOOK

    join()
    started = time.perf_counter()
    events.drain()
    jobs.drain()
    assert len(mailbox) == 1
    assert IDLE + LOOK + (time.perf_counter() - started) < 1


@pytest.mark.rule("ACC-15")
def test_one_job_sends_all_that_waits(mailbox: SENT) -> None:
    for n in range(3):
        notify(account_id=make_account().id, kind="order_paid", values={"number": n}, cause=f"x:{n}")
    assert jobs.drain() == 1
    assert len({mail["reference"] for mail in mailbox}) == len(mailbox) == 3
    assert not Notice.objects.filter(waiting=True).exists()


@pytest.mark.rule("ACC-15")
def test_what_goes_outside_has_a_job_of_its_own(mailbox: SENT, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(sending.mail.provider()), "keeps_content", False)
    for n in range(2):
        notify(account_id=make_account().id, kind="order_paid", values={"number": n}, cause=f"x:{n}")
    assert jobs.drain() == 3
    assert len(mailbox) == 2
    assert Notice.objects.filter(sent_at__isnull=False, waiting=False).count() == 2


@pytest.mark.rule("ACC-50")
def test_a_mailbox_that_is_refused_for_good_is_asked_once_and_noted_with_its_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def refuse(**given: Any) -> None:
        asked.append(given["to"])
        raise sending.mail.MailRefused(550)

    monkeypatch.setattr(sending.mail, "send", refuse)
    account = join()
    link = Verification.objects.get()
    notice = Notice.objects.create(
        account_id=account.pk, kind="verify_email", channel="email", address="ann@example.com", language="en",
        values={"verification_id": str(link.pk)}, cause=f"accounts.verification:{link.pk}", waiting=True,
    )  # fmt: skip
    for _run in range(2):
        assert send_notice(account_id=account.pk, notice_id=notice.id) is False
    notice = Notice.objects.get(account_id=account.pk, id=notice.id)
    assert (asked, notice.refusal, notice.sent_at, notice.waiting) == (["ann@example.com"], 550, None, False)
    monkeypatch.setattr(sending.mail, "keep_many", lambda _messages: None)
    events.drain()
    link.refresh_from_db()
    assert link.last_failure == "refused"
