"""Twilio's Messages API: https://www.twilio.com/docs/messaging/api/message-resource

It knows no key against repetition. So where an answer was lost, or an attempt was made before, its list is asked
whether the message is there; where even that cannot be told, the message counts as sent: a second code costs money
and confuses, and people can ask for another one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from kontor.kernel.clock import now
from kontor.platform.sms.providers import TIMEOUT, SmsRefused, Text

if TYPE_CHECKING:
    import httpx


log = logging.getLogger(__name__)

# What will be no different the next time: no number, not mobile, not reachable, stopped by its owner, country shut.
FOR_GOOD = frozenset({21211, 21214, 21217, 21408, 21421, 21610, 21612, 21614, 21635, 30003, 30004, 30005, 30006, 30011})
NOT_DELIVERED = frozenset({"failed", "undelivered"})
_LATE = timedelta(seconds=20)  # by then an attempt may have been made before
_SLACK = timedelta(seconds=5)  # clocks differ
_MANY_REQUESTS, _SERVER_ERRORS, _REFUSED = 429, 500, 400


class NotTaken(Exception):  # noqa: N818
    """Not now: too many requests, or trouble on the other side. The job tries again."""


class Twilio:
    """One account: `KONTOR_SMS_ACCOUNT`, `KONTOR_SMS_TOKEN`, `KONTOR_SMS_FROM`."""

    keeps_content = False

    def __init__(self, facts: Any, timeout: float = TIMEOUT) -> None:
        self._facts = facts
        self._timeout = timeout
        api = facts.sms_api.rstrip("/") or "https://api.twilio.com"
        self._list = f"{api}/2010-04-01/Accounts/{facts.sms_account}/Messages.json"

    def deliver(self, message: Text) -> None:
        """Send it once, as far as can be known."""
        import httpx  # noqa: PLC0415  (a third of a second that only a sending job needs)

        with httpx.Client(auth=(self._facts.sms_account, self._facts.sms_token), timeout=self._timeout) as line:
            if now() - message.since > _LATE and self._is_there(line, message):
                return
            try:
                answer = line.post(self._list, data=self._form(message))
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
                raise
            except httpx.TransportError:  # the question may have arrived, the answer has not
                self._after_silence(line, message)
                return
            self._read(line, message, answer)

    def _read(self, line: httpx.Client, message: Text, answer: httpx.Response) -> None:
        if answer.is_success:
            return
        if answer.status_code >= _SERVER_ERRORS:
            if self._is_there(line, message):
                return
            raise NotTaken(f"Twilio answered {answer.status_code}")
        code = 0
        with suppress(ValueError, TypeError, AttributeError):
            code = int(answer.json().get("code") or 0)
        if answer.status_code == _REFUSED and code in FOR_GOOD:
            raise SmsRefused(code)
        raise NotTaken(f"Twilio answered {answer.status_code}, code {code}")

    def _form(self, message: Text) -> dict[str, str]:
        sender = self._facts.sms_from
        form = {"To": message.to, "Body": message.text}
        form["MessagingServiceSid" if sender.startswith("MG") else "From"] = sender
        if message.report_to and self._facts.public_url:
            form["StatusCallback"] = f"{self._facts.web_url}{message.report_to}"
        return form

    def _after_silence(self, line: httpx.Client, message: Text) -> None:
        import httpx  # noqa: PLC0415

        try:
            found = self._is_there(line, message)
        except (httpx.TransportError, NotTaken):
            log.warning("nobody knows whether %s was sent; it is not sent again", message.reference)
            return
        if not found:
            raise NotTaken("Twilio did not answer, and has no such message")

    def _is_there(self, line: httpx.Client, message: Text) -> bool:
        """Whether the account's list holds this message.

        Raises:
            NotTaken: the list cannot be had.
        """
        day = (message.since - _SLACK).date().isoformat()
        answer = line.get(self._list, params={"To": message.to, "DateSent>": day, "PageSize": "50"})
        if not answer.is_success:
            raise NotTaken(f"Twilio's list answered {answer.status_code}")
        known = answer.json().get("messages") or []
        return any(_same(entry, message) for entry in known)


def _same(entry: Mapping[str, Any], message: Text) -> bool:
    if entry.get("to") != message.to or entry.get("body") != message.text or entry.get("status") in NOT_DELIVERED:
        return False
    made: datetime | None = None
    with suppress(TypeError, ValueError):
        made = parsedate_to_datetime(str(entry.get("date_created")))
    return made is None or made >= message.since - _SLACK


def signed(token: str, url: str, form: Mapping[str, str]) -> str:
    """The signature that Twilio puts on a form posted to `url`.

    See https://www.twilio.com/docs/usage/security#validating-requests: the address as it was given to them with its
    query, then names and values of the form in the order of the names.
    """
    said = url + "".join(f"{name}{form[name]}" for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), said.encode(), hashlib.sha1).digest()).decode()


def is_theirs(token: str, url: str, form: Mapping[str, str], signature: str) -> bool:
    """Whether a form comes from them; nothing does where there is no token."""
    return bool(token) and hmac.compare_digest(signed(token, url, form).encode(), signature.encode())
