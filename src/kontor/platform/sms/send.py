"""Sending a text message once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kontor.kernel.clock import now
from kontor.platform.mail.send import claim
from kontor.platform.sms.providers import Text, provider


def send(*, to: str, text: str, reference: str, since: datetime | None = None, report_to: str = "") -> bool:
    """Send one text message to an E.164 number. A repetition with the same `reference` does nothing.

    Args:
        since: when it was first to be sent, so that a provider can look for what an attempt before has done.
        report_to: path at which the provider may tell what became of it.

    Returns:
        Whether it was sent now.

    Raises:
        SmsRefused: this number never gets one; everything else is worth another try.
    """
    carrier = provider()
    with transaction.atomic():
        if not claim("sms", reference, (to, "", text, "") if carrier.keeps_content else ("", "", "", "")):
            return False
        carrier.deliver(Text(to, text, reference, since or now(), report_to))
    return True
