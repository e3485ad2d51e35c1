"""Who carries text messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings

TIMEOUT = 10.0  # seconds


@dataclass(frozen=True, slots=True)
class Text:
    """A text message to a number in E.164.

    Attributes:
        reference: what caused it, unique for ever.
        since: when it was first to be sent; an attempt before may have arrived since then.
        report_to: path at which the service may tell what became of it, with its query; "" for nowhere.
    """

    to: str
    text: str
    reference: str
    since: datetime
    report_to: str = ""


class SmsRefused(Exception):  # noqa: N818  (an answer of the other side, not a failure of ours)
    """The other side will never send a message to this number. `code` is its own, e.g. 21211."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(f"the number was refused with {code}")  # the sentence with it may hold the number


class SmsProvider(Protocol):
    """Carries a text message or raises. `keeps_content`: the local mailbox shows it."""

    keeps_content: bool

    def deliver(self, message: Text) -> None:
        """Hand it over; return when the other side has taken it.

        Raises:
            SmsRefused: it never will; everything else is worth another try.
        """


class LocalPhone:
    """Keeps text messages in our own table, for the page `/_mailbox/`."""

    keeps_content = True

    def deliver(self, message: Text) -> None:
        """Nothing leaves: the row is the message."""


class HttpService:
    """Any service that takes a JSON post; `reference` is its key against repetition."""

    keeps_content = False

    def deliver(self, message: Text) -> None:
        """Post it and wait for a 2xx."""
        import httpx  # noqa: PLC0415  (a third of a second that only a sending job needs)

        httpx.post(
            settings.KONTOR.sms_url,
            json={"to": message.to, "text": message.text, "reference": message.reference},
            headers={"Authorization": f"Bearer {settings.KONTOR.sms_key}", "Idempotency-Key": message.reference},
            timeout=TIMEOUT,
        ).raise_for_status()


def provider() -> SmsProvider:
    """The one that the deployment names."""
    from kontor.platform.sms.twilio import Twilio  # noqa: PLC0415  (it uses the types above)

    facts = settings.KONTOR
    if facts.sms_account:
        return Twilio(facts)
    return HttpService() if facts.sms_url else LocalPhone()
