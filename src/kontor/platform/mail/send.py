"""Sending a letter once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform.mail.providers import Letter, provider

_CLAIM = """
INSERT INTO platform_message (id, channel, reference, "to", subject, text, html, at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (channel, reference) DO NOTHING
"""


def send(*, to: str, subject: str, text: str, html: str = "", reference: str, unsubscribe: str = "") -> bool:
    """Send one mail. A repetition with the same `reference` does nothing.

    The claim and the hand-over are one transaction: where the server refuses, the claim is gone and the job
    tries again; a crash in between can at worst repeat a mail, under the same message id.

    Args:
        reference: what caused it, unique for ever: `accounts.verify:<verification id>`.
        unsubscribe: address at which one click ends mails of this kind; "" for none.

    Returns:
        Whether it was sent now.
    """
    carrier = provider()
    with transaction.atomic():
        if not claim("mail", reference, (to, subject, text, html) if carrier.keeps_content else ("", "", "", "")):
            return False
        carrier.deliver(Letter(to, subject, text, html, reference, unsubscribe))
    return True


_CLAIM_MANY = """
INSERT INTO platform_message (id, channel, reference, "to", subject, text, html, at)
SELECT id, channel, reference, addressee, subject, body, html, %s::timestamptz FROM jsonb_to_recordset(%s::jsonb)
    AS fresh (id uuid, channel text, reference text, addressee text, subject text, body text, html text)
ON CONFLICT (channel, reference) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A message whose content stays here: a mail or, without subject and HTML, a text message."""

    channel: str  # mail | sms
    reference: str
    to: str
    subject: str
    text: str
    html: str


def keep_many(messages: Sequence[Kept]) -> None:
    """Put messages into the local mailbox with one statement, each reference once. For carriers that keep content."""
    moment = now()
    rows = [
        {
            "id": str(new_id(moment)),
            "channel": message.channel,
            "reference": message.reference[:160],
            "addressee": message.to,
            "subject": message.subject,
            "body": message.text,
            "html": message.html,
        }
        for message in messages
    ]
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM_MANY, [moment, json.dumps(rows)])


def claim(channel: str, reference: str, content: tuple[str, str, str, str]) -> bool:
    """Write the row of a message; False when there is one already."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [new_id(), channel, reference[:160], *content, now()])
        return bool(cursor.rowcount)
