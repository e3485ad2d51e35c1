"""Limits, idempotency, mail and text messages: each once, none lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from kontor.kernel import clock
from kontor.platform import idempotency, limits, mail, sms
from kontor.platform.idempotency import KeyUsedForOther, StillRunning, Stored
from kontor.platform.mail.models import Message
from tests.support.ports import free_port


@pytest.mark.django_db
def test_the_eleventh_of_ten_is_refused_until_the_window_ends(django_assert_num_queries):
    window = timedelta(minutes=5)
    for _ in range(10):
        with django_assert_num_queries(1):
            limits.hit(scope="tests", key="1.2.3.4", limit=10, window=window)
    with pytest.raises(limits.TooMany) as refused:
        limits.hit(scope="tests", key="1.2.3.4", limit=10, window=window)
    assert 298 <= refused.value.retry_after <= 300
    limits.hit(scope="tests", key="5.6.7.8", limit=10, window=window)
    with clock.moved(window):
        limits.hit(scope="tests", key="1.2.3.4", limit=10, window=window)


@pytest.mark.django_db
def test_a_repeated_request_has_one_effect_and_one_answer():
    effects: list[int] = []

    def run() -> Stored:
        effects.append(1)
        return Stored(201, {"order": len(effects)})

    first = idempotency.once(scope="tests", key="k", body=b"a", run=run)
    again = idempotency.once(scope="tests", key="k", body=b"a", run=run)
    assert (first.answer, again.answer, again.replayed) == ({"order": 1}, {"order": 1}, True)
    with pytest.raises(KeyUsedForOther):
        idempotency.once(scope="tests", key="k", body=b"b", run=run)
    assert len(effects) == 1


@pytest.mark.django_db(transaction=True)
def test_of_ten_at_once_one_runs():
    import threading

    effects: list[int] = []
    inside, leave = threading.Event(), threading.Event()

    def run() -> Stored:
        effects.append(1)
        inside.set()
        leave.wait(10)
        return Stored(201, {})

    def first() -> None:
        try:
            idempotency.once(scope="tests", key="k", body=b"a", run=run)
        finally:
            connection.close()

    def other() -> str:
        try:
            idempotency.once(scope="tests", key="k", body=b"a", run=run)
        except StillRunning as refused:
            return refused.code
        finally:
            connection.close()
        return "ran"

    with ThreadPoolExecutor(10) as pool:
        running = pool.submit(first)
        assert inside.wait(10)
        others = [pool.submit(other).result() for _ in range(9)]
        leave.set()
        running.result()
    assert others == ["ERR_IDEMPOTENCY_IN_PROGRESS"] * 9
    assert len(effects) == 1


@pytest.mark.rule("ACC-15")
@pytest.mark.django_db
def test_a_letter_is_in_the_mailbox_once_and_its_page_shows_it(client):
    for _ in range(2):
        mail.send(to="a@b.example", subject="Hello", text="See http://x.example/v/1", html="<b>Hi</b>", reference="t:1")
    sms.send(to="+359888123456", text="123456", reference="t:1")
    assert Message.objects.filter(channel="mail").count() == 1

    listing = client.get("/_mailbox/").content.decode()
    assert "Hello" in listing
    assert "123456" in listing
    letter = Message.objects.get(channel="mail")
    page = client.get(f"/_mailbox/{letter.pk}/").content.decode()
    assert 'href="http://x.example/v/1"' in page
    part = client.get(f"/_mailbox/{letter.pk}/html/")
    assert part["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.django_db
def test_a_real_market_has_no_mailbox_page(client, settings):
    settings.KONTOR = settings.KONTOR.model_copy(update={"production": True})
    assert client.get("/_mailbox/").status_code == 404


class _Server:
    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.refuse = False
        self.unknown = ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  (aiosmtpd's)
        if address == self.unknown:
            return "550 no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 go on"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  (aiosmtpd's)
        if self.refuse:
            return "451 try again later"
        self.letters.append(envelope.content)
        return "250 taken"


@pytest.mark.rule("ACC-15")
@pytest.mark.django_db
def test_smtp_takes_it_or_the_job_tries_again(settings):
    server = _Server()
    port = free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        settings.KONTOR = settings.KONTOR.model_copy(update={"smtp_url": f"smtp://127.0.0.1:{port}"})
        server.refuse = True
        with pytest.raises(OSError, match="451"):
            mail.send(to="a@b.example", subject="Hello", text="Text", reference="t:2")
        assert not Message.objects.exists()

        server.refuse, server.unknown = False, "nobody@b.example"
        with pytest.raises(mail.MailRefused) as refused:
            mail.send(to="nobody@b.example", subject="Hello", text="Text", reference="t:3")
        assert (refused.value.code, "nobody" in str(refused.value)) == (550, False)
        assert mail.send(to="a@b.example", subject="Hello", text="Text", reference="t:2") is True
        assert mail.send(to="a@b.example", subject="Hello", text="Text", reference="t:2") is False
    finally:
        controller.stop()
    assert len(server.letters) == 1
    assert b"Subject: Hello" in server.letters[0]
    assert Message.objects.get().to == ""  # sent outside: we keep the reference alone
