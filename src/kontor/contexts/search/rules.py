"""Words: how texts and queries are cut and shortened before PostgreSQL stems them (TRD-03). Pure.

Both sides, what is indexed and what is typed, go through `tokens`; only then do they meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

CONFIGS: Mapping[str, str] = {
    "en": "english", "es": "spanish", "fr": "french", "ru": "russian", "pt-br": "portuguese",
    "bg": "simple", "zh-hans": "simple",
}  # fmt: skip
"""PostgreSQL's text search configuration by language; `simple` where the stemming is ours."""

MOST_TOKENS = 12  # of a query; what is typed beyond is ignored
LONGEST = 40  # characters of one token

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_BETWEEN = re.compile(r"[\W_]+")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]|[a-z][\u0300-\u036f]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def tokens(text: str, language: str, *, query: bool = False) -> list[str]:
    """The searchable words of `text`, lower-case, without accents on Latin letters.

    Runs of Chinese characters become overlapping pairs; in what is indexed the last character of a run
    stands alone too, so that a single typed character finds it as a beginning. Bulgarian words are shortened.
    """
    result: list[str] = []
    for run in _TOKEN.findall(plain(text)):
        if _IS_HAN.match(run):
            result.extend(run[i : i + 2] for i in range(len(run) - 1))
            if len(run) == 1 or not query:
                result.append(run[-1])
        else:
            word = run[:LONGEST]
            result.append(bulgarian(word) if language == "bg" and _CYRILLIC.match(word) else word)
    return result[:MOST_TOKENS] if query else result


def indexed(text: str, language: str) -> str:
    """What of `text` goes into the index: its `tokens` with blanks between, the quick way where one is."""
    if language == "bg" or (not (folded := plain(text)).isascii() and _IS_HAN.search(folded)):
        return " ".join(tokens(text, language))
    return _BETWEEN.sub(" ", folded).strip()


def plain(text: str) -> str:
    """Lower-case, compatibility forms unified, accents off Latin letters (`й` and `ё` are letters; `ё` reads `е`)."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return _ACCENTED.sub(lambda letter: _bare(letter.group()), folded)


@lru_cache(maxsize=1024)
def _bare(letter: str) -> str:
    """A Latin letter without its marks."""
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))


def is_han(token: str) -> bool:
    """Whether a token is of Chinese characters."""
    return bool(_IS_HAN.match(token))


def typed_words(text: str) -> list[str]:
    """The whole words of a query, as typed but plain: what mending works on."""
    return [run[:LONGEST] for run in _TOKEN.findall(plain(text))][:MOST_TOKENS]


def tsquery(groups: list[list[str]], *, joined: str = "&", prefix: bool = False) -> str:
    """The text of a `to_tsquery` argument; nothing that was typed can be read as an operator.

    Args:
        groups: for each word its alternatives; tokens, which hold letters and digits only.
        joined: `&` (all words) or `|` (any).
        prefix: take the last word as a beginning.
    """
    parts = []
    for index, group in enumerate(groups):
        last = index == len(groups) - 1
        ended = [f"'{word}':*" if _is_beginning(word, prefix=prefix and last) else f"'{word}'" for word in group]
        parts.append(ended[0] if len(ended) == 1 else f"({' | '.join(ended)})")
    return f" {joined} ".join(parts)


def _is_beginning(word: str, *, prefix: bool) -> bool:
    return prefix or (len(word) == 1 and is_han(word))


# Endings of a light Bulgarian stemmer: definite articles, plurals, then final vowels. Each row is (shortest word
# that loses it, ending, what takes its place).
_ARTICLES = ((7, "ият", ""), (5, "ът", ""), (6, "то", ""), (6, "те", ""), (6, "та", ""), (6, "ия", ""), (5, "ят", ""))
_PLURALS = (
    (7, "овци", "о"), (6, "ове", ""), (7, "еве", "й"), (6, "ища", ""), (6, "ище", ""), (6, "ци", "к"), (6, "зи", "г"),
    (5, "си", "х"), (5, "и", ""),
)  # fmt: skip
_VOWELS = ((4, "я", ""), (4, "а", ""), (4, "о", ""), (4, "е", ""))


@lru_cache(maxsize=16_384)
def bulgarian(word: str) -> str:
    """`word` without article, plural ending and final vowel: лампата, лампи, лампа → ламп."""
    for endings in (_ARTICLES, _PLURALS, _VOWELS):
        word = _without(word, endings)
    if len(word) > 4 and word.endswith("ен"):  # noqa: PLR2004  (дървен, дървн-и)
        word = word[:-2] + "н"
    return word


def _without(word: str, endings: tuple[tuple[int, str, str], ...]) -> str:
    for shortest, ending, instead in endings:
        if len(word) >= shortest and word.endswith(ending):
            return word[: -len(ending)] + instead
    return word
