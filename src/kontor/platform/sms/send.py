"""Sending a text message once."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.db import transaction

from kontor.platform.mail.send import claim

TIMEOUT = 10.0  # seconds


class SmsProvider(Protocol):
    """Carries a text message or raises."""

    keeps_content: bool

    def deliver(self, to: str, text: str, reference: str) -> None:
        """Hand it over; return when the other side has taken it."""


class LocalPhone:
    """Keeps text messages in our own table, for the page `/_mailbox/`."""

    keeps_content = True

    def deliver(self, to: str, text: str, reference: str) -> None:
        """Nothing leaves: the row is the message."""


class HttpService:
    """Any service that takes a JSON post; `reference` is its key against repetition."""

    keeps_content = False

    def deliver(self, to: str, text: str, reference: str) -> None:
        """Post it and wait for a 2xx."""
        import httpx  # noqa: PLC0415  (a third of a second that only a sending job needs)

        httpx.post(
            settings.KONTOR.sms_url,
            json={"to": to, "text": text, "reference": reference},
            headers={"Authorization": f"Bearer {settings.KONTOR.sms_key}", "Idempotency-Key": reference},
            timeout=TIMEOUT,
        ).raise_for_status()


def provider() -> SmsProvider:
    """The one that the deployment names."""
    return HttpService() if settings.KONTOR.sms_url else LocalPhone()


def send(*, to: str, text: str, reference: str) -> bool:
    """Send one text message to an E.164 number. A repetition with the same `reference` does nothing.

    Returns:
        Whether it was sent now.
    """
    carrier = provider()
    with transaction.atomic():
        if not claim("sms", reference, (to, "", text, "") if carrier.keeps_content else ("", "", "", "")):
            return False
        carrier.deliver(to, text, reference)
    return True
