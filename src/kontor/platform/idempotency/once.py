"""Running a request once. The effect and the remembered answer are one transaction: a crash keeps both or neither."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from kontor.kernel.clock import now
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _

# The lock and what is known, in one look. The look may be older than the lock, which shows when the
# answer is stored.
_LOOK = """
SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0)), a.body_hash, a.status, a.answer
FROM (SELECT 1) one LEFT JOIN platform_answer a ON a.scope = %s AND a.key = %s
"""
_STORE = """
INSERT INTO platform_answer (scope, key, body_hash, status, answer, created_at) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (scope, key) DO NOTHING RETURNING 1
"""
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
    """An answer: HTTP status and JSON body.

    Attributes:
        replayed: it was given before.
        remembered: False for a refusal that left something behind: its transaction is kept, and the key stays free.
    """

    status: int
    answer: Any
    replayed: bool = False
    remembered: bool = True


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
    with transaction.atomic(), connection.cursor() as cursor:
        known = _known(cursor, scope, key, digest)
        if known is not None:
            return known
        fresh = run()
        if not fresh.remembered:
            return fresh
        cursor.execute(_STORE, [scope, key, digest, fresh.status, json.dumps(fresh.answer), now()])
        if cursor.fetchone() is None:  # answered between our first look and the lock: nothing of this one stays
            raise StillRunning(retry_after=1)
        return fresh


def _known(cursor: CursorWrapper, scope: str, key: str, digest: str) -> Stored | None:
    cursor.execute(_LOOK, [f"{scope}|{key}", scope, key])
    free, body_hash, status, answer = cursor.fetchone()
    if not free:
        raise StillRunning(retry_after=1)
    if body_hash is None:
        return None
    if body_hash != digest:
        raise KeyUsedForOther
    return Stored(status, json.loads(answer), replayed=True)
