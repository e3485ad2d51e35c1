"""Running a request once. The effect and the remembered answer are one transaction: a crash keeps both or neither."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from kontor.kernel.clock import now
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _
from kontor.platform.idempotency.models import StoredAnswer

_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
_LONGEST_KEY = 120


class StillRunning(Refusal):
    code = "ERR_IDEMPOTENCY_IN_PROGRESS"
    kind = Kind.CONFLICT
    sentence = _("The same request is still being worked on. Ask again in a moment.")


class KeyUsedForOther(Refusal):
    code = "ERR_IDEMPOTENCY_KEY_REUSED"
    kind = Kind.INVALID
    sentence = _("This idempotency key was used for another request. Use a new key for each.")


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer: HTTP status and JSON body. `replayed` when it was given before."""

    status: int
    answer: Any
    replayed: bool = False


def once(*, scope: str, key: str, body: bytes, run: Callable[[], Stored]) -> Stored:
    """Run the request, or give the answer that it got the first time.

    Args:
        scope: whose keys: the account or application, and the operation.
        key: the client's key (`Idempotency-Key`, or the token of a form).
        body: the request's body, compared by hash.
        run: calls the service. A refusal from it is not remembered: nothing has changed.

    Raises:
        StillRunning: when a request with this key runs at this moment.
        KeyUsedForOther: when the key came with another body before.
    """
    digest = hashlib.sha256(body).hexdigest()
    key = key if len(key) <= _LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [f"{scope}|{key}"])
            if not cursor.fetchone()[0]:
                raise StillRunning(retry_after=1)
        known = StoredAnswer.objects.filter(scope=scope, key=key).first()
        if known is not None:
            if known.body_hash != digest:
                raise KeyUsedForOther
            return Stored(known.status, known.answer, replayed=True)
        fresh = run()
        StoredAnswer.objects.create(
            scope=scope, key=key, body_hash=digest, status=fresh.status, answer=fresh.answer, created_at=now()
        )
        return fresh
