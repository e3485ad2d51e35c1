"""The id of the request that this thread works on, for its log lines."""

from __future__ import annotations

import logging
from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("kontor_request_id", default="")


class WithRequestId(logging.Filter):
    """Puts the request's id into each log record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True
