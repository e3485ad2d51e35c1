"""Sending a letter once."""

from __future__ import annotations

from django.db import connection, transaction

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform.mail.providers import Letter, provider

_CLAIM = """
INSERT INTO platform_message (id, channel, reference, "to", subject, text, html, at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (channel, reference) DO NOTHING
"""


def send(*, to: str, subject: str, text: str, html: str = "", reference: str) -> bool:
    """Send one mail. A repetition with the same `reference` does nothing.

    The claim and the hand-over are one transaction: where the server refuses, the claim is gone and the job
    tries again; a crash in between can at worst repeat a mail, under the same message id.

    Args:
        reference: what caused it, unique for ever: `accounts.verify:<verification id>`.

    Returns:
        Whether it was sent now.
    """
    carrier = provider()
    with transaction.atomic():
        if not claim("mail", reference, (to, subject, text, html) if carrier.keeps_content else ("", "", "", "")):
            return False
        carrier.deliver(Letter(to, subject, text, html, reference))
    return True


def claim(channel: str, reference: str, content: tuple[str, str, str, str]) -> bool:
    """Write the row of a message; False when there is one already."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [new_id(), channel, reference[:160], *content, now()])
        return bool(cursor.rowcount)
