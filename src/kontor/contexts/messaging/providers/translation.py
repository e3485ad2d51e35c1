"""Where the operator plugs a translation engine in (MSG-08). Kontor brings none: words go nowhere by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class Translator(Protocol):
    """An engine. Its name is shown beside what it has translated, so that nobody takes it for the writer's words."""

    name: str

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """The texts in the language `target`, in their order.

        Args:
            source: language of the texts; "" where it is not known.

        Raises:
            TranslationFailed: the engine does not answer; the page shows the original.
        """


class TranslationFailed(Exception):  # noqa: N818  (says what happened)
    """The engine could not translate."""


def running() -> Translator | None:
    """The engine that `KONTOR_TRANSLATOR` names (a class without arguments), or None."""
    return _made(settings.KONTOR.translator)


@cache
def _made(path: str) -> Translator | None:
    return cast("Translator", import_string(path)()) if path else None
