"""What Django keeps for each thread, kept by the means of the language.

Django keeps the language of a page and the connections of a thread in objects that may also be asked in the middle of
asynchronous code, and that costs more than a microsecond each of the hundreds of times that a page asks. Nothing of
ours asks them there: the stream knows neither, and the loop of the jobs hands each job to a thread. See docs/adr/0010.
"""

from __future__ import annotations

import threading
from contextvars import ContextVar
from typing import Any

from django.db import connections
from django.utils.translation import trans_real

_language: ContextVar[Any] = ContextVar("language")


class Language:
    """The translations in force: of this thread, and of what is called from here in another one."""

    __slots__ = ()

    @property
    def value(self) -> Any:
        """The translations.

        Raises:
            AttributeError: none were chosen.
        """
        found = _language.get(None)
        if found is None:
            raise AttributeError("value")
        return found

    @value.setter
    def value(self, chosen: Any) -> None:
        _language.set(chosen)

    @value.deleter
    def value(self) -> None:
        _language.set(None)


def install() -> None:
    """Put ours in their places. Once, when Django starts, before any connection is made."""
    trans_real._active = Language()  # type: ignore[attr-defined]
    connections._connections = threading.local()  # type: ignore[attr-defined]
