"""The language of a few words, found out offline by an identifier of 140 languages (BSD-3, in the package itself)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

_SURE = 0.55  # from this probability on the words alone decide
_FITS = 0.12  # what the writer's own language needs where they do not
_LETTERS = 2
_TAGS = {"zh": "zh-hans", "pt": "pt-br"}  # as the market writes its languages
_ASKED = (
    "ar", "bg", "cs", "de", "el", "en", "es", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl", "pl", "pt", "ro",
    "ru", "sv", "th", "tr", "uk", "vi", "zh",
)  # fmt: skip

_SCRIPTS = {"bg": "CYRILLIC", "ru": "CYRILLIC", "uk": "CYRILLIC", "zh": "CJK"} | dict.fromkeys(
    ("de", "en", "es", "fr", "it", "nl", "pl", "pt"), "LATIN"
)


def language_of(text: str, likely: str = "") -> str:
    """The language of `text` as the market writes it (`zh-hans`, `pt-br`, `de`), "" when nobody can tell.

    Args:
        likely: the language in which the writer reads the market; it decides where a word is one in several.
    """
    if sum(sign.isalpha() for sign in text) < _LETTERS:
        return ""
    ranked: dict[str, float] = {code: float(share) for code, share in _identifier().rank(text)}
    best: str = max(ranked, key=lambda code: ranked[code])
    own = likely.split("-", maxsplit=1)[0]
    if ranked[best] < _SURE:
        best = own if ranked.get(own, 0.0) >= _FITS or _script(text) == _SCRIPTS.get(own) else ""
    return _TAGS.get(best, best)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """The model, read once in a process that needs it: pages do not."""
    langid = import_module("py3langid.langid")
    identifier = langid.LanguageIdentifier.from_model_file(Path(langid.MODEL_FILE), norm_probs=True)
    identifier.set_languages(list(_ASKED))
    return identifier


def _script(text: str) -> str:
    """The script of the first letter: reviews of one or two words are written in one."""
    first = next(sign for sign in text if sign.isalpha())
    return unicodedata.name(first, "").split(" ")[0]
