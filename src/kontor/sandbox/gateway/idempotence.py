"""`Idempotency-Key`: the same request again gets the same answer, and does nothing again."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable

from kontor.sandbox.gateway.card_words import Fault
from kontor.sandbox.wire.http import Request, Response
from kontor.sandbox.wire.store import Store

_SERVER_ERROR = 500


class Idempotence:
    """Remembers the answers of requests that carried a key. Two at once wait for each other."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.RLock()
        self._answers: dict[str, list[str]] = store.all("answer")

    def once(self, request: Request, work: Callable[[], Response]) -> Response:
        """Do `work`, or give the answer that its key had.

        Raises:
            Fault: when the key came with other content before.
        """
        key = request.headers.get("idempotency-key", "")
        if not key:
            return work()
        content = hashlib.sha256(request.path.encode() + b"\n" + request.body).hexdigest()
        with self._lock:
            if key in self._answers:
                known, status, body = self._answers[key]
                if known != content:
                    raise Fault("Keys for idempotent requests can only be used with the same parameters they were "
                                "first used with.", kind="idempotency_error")  # fmt: skip
                headers = {"Idempotent-Replayed": "true"}
                return Response(int(status), body.encode(), "application/json; charset=utf-8", headers)
            response = work()
            if response.status < _SERVER_ERROR:
                answer = [content, str(response.status), response.body.decode()]
                self._answers[key] = answer
                self._store.put("answer", key, answer)
            return response
