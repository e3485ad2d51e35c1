"""A challenge: made from nothing but the installation's secret, so that no process has to remember it (ACC-07).

The token carries what the challenge is; the characters of its picture, the number of its proof of work and the
look of its picture are derived from the token under the secret. A *pass* is a token of a challenge that was solved:
the form that was wrong elsewhere carries it, and nobody is asked twice.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings

from kontor.kernel.clock import now
from kontor.platform.captcha.policy import LENGTH, LIFE, WORK

# No two look alike when turned, bent or drawn larger: neither 0 O o D, 1 l I i, 2 Z z, 5 S s, 6 b G, 8 B, 9 g q, nor
# letters whose small and capital forms differ by size alone (c k p s u v w x z), nor m beside r and n.
ALPHABET = "AEFHJLMNQRTYadefhnrt347"

_FORM = re.compile(r"([cp])\.([a-z_]{1,20})\.([0-9a-f]{1,12})\.([0-9]{1,2})\.([0-9a-f]{1,8})\.[\w-]{12}")
_SIGNATURE = 22  # characters: 128 bits


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a form asks to be solved.

    Attributes:
        token: goes out with the form and comes back with it.
        purpose: the form for which it was made; it serves no other.
        passed: it stands for a challenge that was solved before.
        length: characters in the picture.
        work: numbers that the proof of work tries at most.
        ends: until when it may be solved.
    """

    token: str
    purpose: str
    passed: bool
    length: int
    work: int
    ends: datetime

    @property
    def characters(self) -> str:
        """What the picture shows."""
        drawn = _secret("characters", self.token)
        return "".join(
            ALPHABET[int.from_bytes(drawn[2 * at : 2 * at + 2]) % len(ALPHABET)] for at in range(self.length)
        )

    @property
    def number(self) -> int:
        """What the proof of work looks for."""
        return int.from_bytes(_secret("number", self.token)[:8]) % self.work

    @property
    def target(self) -> str:
        """The digest of token and number; whoever knows no secret has to try the numbers (as in ALTCHA's scheme)."""
        return hashlib.sha256(f"{self.token}{self.number}".encode()).hexdigest()

    @property
    def look(self) -> int:
        """The seed by which its picture is drawn: one challenge, one picture, so that there are no two to compare."""
        return int.from_bytes(_secret("look", self.token))

    def reads(self, typed: str) -> bool:
        """Whether `typed` is what the picture shows; case counts, blanks and full-width forms do not."""
        plain = "".join(unicodedata.normalize("NFKC", typed[:100]).split())
        return hmac.compare_digest(plain.encode(), self.characters.encode())

    def worked(self, found: str) -> bool:
        """Whether `found` is the number of the proof of work."""
        return hmac.compare_digest(found[:20].encode(), str(self.number).encode())


def issue(purpose: str, *, passed: bool = False) -> Challenge:
    """A new challenge for the form `purpose` (small letters), or a pass for it."""
    ends = int((now() + timedelta(minutes=LIFE.int())).timestamp())
    length, work = LENGTH.int(), WORK.int()
    kind = "p" if passed else "c"
    body = f"{kind}.{purpose}.{ends:x}.{length}.{work:x}.{secrets.token_urlsafe(9)}"
    return Challenge(f"{body}.{_signature(body)}", purpose, passed, length, work, datetime.fromtimestamp(ends, UTC))


def read(token: str) -> Challenge | None:
    """The challenge of `token` while it lives; None for what we did not make, and for what is too old."""
    body, _, signature = token[:160].rpartition(".")
    parts = _FORM.fullmatch(body)
    if parts is None or not hmac.compare_digest(signature.encode(), _signature(body).encode()):
        return None
    ends = datetime.fromtimestamp(int(parts[3], 16), UTC)
    if ends <= now():
        return None
    return Challenge(token, parts[2], parts[1] == "p", int(parts[4]), int(parts[5], 16), ends)


def _signature(body: str) -> str:
    return base64.urlsafe_b64encode(_secret("token", body)).decode()[:_SIGNATURE]


def _secret(what: str, of: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"kontor.captcha.{what}:{of}".encode(), "sha256")
