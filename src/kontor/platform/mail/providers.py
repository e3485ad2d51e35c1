"""Who carries mail."""

from __future__ import annotations

import hashlib
import smtplib
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

TIMEOUT = 10  # seconds


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: a text part, the same as HTML, and where one click ends such mails (RFC 8058). Both may be empty."""

    to: str
    subject: str
    text: str
    html: str
    reference: str
    unsubscribe: str = ""


_FOR_GOOD = range(500, 600)  # SMTP: the other side will say the same the next time


class MailRefused(Exception):  # noqa: N818  (an answer of the other side, not a failure of ours)
    """The other side will never take this letter for this mailbox. `code` is its SMTP code, e.g. 550."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(f"the mailbox was refused with {code}")  # the sentence with it may hold the address


class MailProvider(Protocol):
    """Carries a letter outside or raises. `keeps_content`: the local mailbox shows it."""

    keeps_content: bool

    def deliver(self, letter: Letter) -> None:
        """Hand the letter over; return when the other side has taken it.

        Raises:
            MailRefused: it never will; everything else is worth another try.
        """


class LocalMailbox:
    """Keeps letters in our own table, for the page `/_mailbox/`."""

    keeps_content = True

    def deliver(self, letter: Letter) -> None:
        """Nothing leaves: the row is the letter."""


class Smtp:
    """A mail server from a URL: `smtp://user:password@host:587?tls=1`, `smtps://…` for implicit TLS."""

    keeps_content = False

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        encrypted = parts.scheme == "smtps"
        self._settings: dict[str, Any] = {
            "host": parts.hostname or "localhost",
            "port": parts.port or (465 if encrypted else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": encrypted,
            "use_tls": not encrypted and parse_qs(parts.query).get("tls", ["0"])[0] == "1",
        }

    def deliver(self, letter: Letter) -> None:
        """Send it; the message id comes from the reference, so that receivers recognise a repetition."""
        backend = get_connection("django.core.mail.backends.smtp.EmailBackend", timeout=TIMEOUT, **self._settings)
        sender = settings.KONTOR.mail_from
        domain = sender.rpartition("@")[2].strip(">") or "localhost"
        identity = hashlib.sha256(letter.reference.encode()).hexdigest()[:32]
        mail = EmailMultiAlternatives(
            letter.subject, letter.text, sender, [letter.to], connection=backend,
            headers={
                "Message-ID": f"<{identity}@{domain}>", "Auto-Submitted": "auto-generated",
                **_way_out(letter.unsubscribe),
            },
        )  # fmt: skip
        if letter.html:
            mail.attach_alternative(letter.html, "text/html")
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _sentence in error.recipients.values()]
            if codes and all(code in _FOR_GOOD for code in codes):
                raise MailRefused(codes[0]) from None
            raise
        except smtplib.SMTPDataError as error:
            if error.smtp_code in _FOR_GOOD:
                raise MailRefused(error.smtp_code) from None
            raise


def _way_out(address: str) -> dict[str, str]:
    """The headers by which a mail program offers one click to end such mails."""
    if not address:
        return {}
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def provider() -> MailProvider:
    """The one that the deployment names."""
    return Smtp(settings.KONTOR.smtp_url) if settings.KONTOR.smtp_url else LocalMailbox()
