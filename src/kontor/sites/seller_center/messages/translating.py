"""The translation slot: buyers' words in the reader's language, where an engine is plugged in (MSG-08)."""

from __future__ import annotations

import logging
from collections import defaultdict
from typing import Any
from uuid import UUID

from kontor.contexts.messaging.providers.translation import TranslationFailed, Translator, running
from kontor.contexts.messaging.queries.shapes import MessageView, Thread
from kontor.platform.http.request import Request

_log = logging.getLogger(__name__)


def shown(request: Request, thread: Thread) -> dict[str, Any]:
    """For the page: whether there is an engine, and with `?translate=1` what it says."""
    engine = running()
    asked = request.GET.get("translate") == "1"
    found: dict[UUID, str] = {}
    failed = False
    if engine is not None and asked:
        try:
            found = _translated(engine, thread, request.place.language)
        except TranslationFailed:
            _log.warning("the translation engine did not answer")
            failed = True
    return {
        "engine": engine.name if engine else "",
        "translated": asked and engine is not None and not failed,
        "translation_failed": failed,
        "translations": found,
    }


def _translated(engine: Translator, thread: Thread, target: str) -> dict[UUID, str]:
    by_language: defaultdict[str, list[MessageView]] = defaultdict(list)
    for message in thread.messages:
        if not message.mine and not message.forgotten and message.language != target:
            by_language[message.language].append(message)
    found: dict[UUID, str] = {}
    for source, messages in by_language.items():
        words = engine.translate([one.text for one in messages], source=source, target=target)
        found |= {one.id: text for one, text in zip(messages, words, strict=True)}
    return found
