"""An engine behind LibreTranslate's protocol: one of one's own, or whichever speaks it (MSG-08).

`KONTOR_TRANSLATOR=kontor.contexts.messaging.providers.libretranslate.LibreTranslate`, `KONTOR_TRANSLATOR_URL` and,
where it asks for one, `KONTOR_TRANSLATOR_KEY` are all that it needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx
from django.conf import settings

from kontor.contexts.messaging.providers.translation import TranslationFailed

TIMEOUT = 5.0  # seconds: somebody waits for the page
_CODES: Mapping[str, str] = {"zh-hans": "zh-Hans", "pt-br": "pt-BR"}  # as the engine calls the market's languages
_OLDER: Mapping[str, str] = {"zh-hans": "zh", "pt-br": "pt"}  # and as its older versions do


class LibreTranslate:
    """POST /translate with `q`, `source`, `target`, `format`, `api_key`; answers `translatedText`."""

    name = "LibreTranslate"

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """See `Translator`: one call for all texts; a second one for engines that know only the older codes.

        Raises:
            TranslationFailed
        """
        if not texts:
            return []
        answer = self._asked(texts, _CODES, source, target)
        if answer.status_code == httpx.codes.BAD_REQUEST and {source, target} & set(_OLDER):
            answer = self._asked(texts, _OLDER, source, target)
        return _read(answer, len(texts))

    def _asked(self, texts: Sequence[str], codes: Mapping[str, str], source: str, target: str) -> httpx.Response:
        facts = settings.KONTOR
        body: dict[str, Any] = {
            "q": list(texts), "source": codes.get(source, source) or "auto", "target": codes.get(target, target),
            "format": "text",
        }  # fmt: skip
        if facts.translator_key:
            body["api_key"] = facts.translator_key
        try:
            return httpx.post(f"{facts.translator_url.rstrip('/')}/translate", json=body, timeout=TIMEOUT)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise TranslationFailed from error


def _read(answer: httpx.Response, many: int) -> list[str]:
    try:
        found = answer.raise_for_status().json()["translatedText"]
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        raise TranslationFailed from error
    if not isinstance(found, list) or len(found) != many or not all(isinstance(text, str) for text in found):
        raise TranslationFailed
    return found
