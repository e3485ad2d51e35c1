"""Reads the tables of words in `data/`: one text per language, separated by bars, in the order of `LANGUAGES`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .model import LANGUAGES, Option, Words

_DATA = Path(__file__).parent / "data"
_RUSSIAN_ENDINGS = (
    ("кий", ("кий", "кая", "кое", "кие")),
    ("гий", ("гий", "гая", "гое", "гие")),
    ("ний", ("ний", "няя", "нее", "ние")),
    ("щий", ("щий", "щая", "щее", "щие")),
    ("ой", ("ой", "ая", "ое", "ые")),
    ("ый", ("ый", "ая", "ое", "ые")),
)


def read(name: str) -> dict[str, Any]:
    """The table `data/<name>.toml`."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def words(line: str) -> Words:
    """The seven texts of a bar-separated line.

    Raises:
        ValueError: when a language is missing or too many are there.
    """
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != len(LANGUAGES) or not all(parts):
        raise ValueError(f"seven texts expected: {line}")
    return dict(zip(LANGUAGES, parts, strict=True))


def same(text: str) -> Words:
    """A text that is written alike in all languages: numbers, sizes, standards."""
    return dict.fromkeys(LANGUAGES, text)


def _romance_plural(word: str, language: str) -> str:
    if word.startswith(("a ", "à ", "sin ", "sem ", "sans ")) or word[-1] in "sx":
        return word
    if language == "fr":
        return word + "s"
    if word.endswith("l") and language == "pt-br":
        return word[:-2] + "eis" if word.endswith("il") else word[:-1] + "is"
    return word + ("s" if word[-1] in "aeiouéêáóô" else "es")


def inflected(language: str, forms: str) -> Mapping[str, str]:
    """The forms of an adjective by gender and number, from its masculine (and feminine where it differs)."""
    masculine, _, feminine = forms.partition(",")
    feminine = feminine or masculine
    if language == "ru":
        for ending, (m, f, n, p) in _RUSSIAN_ENDINGS:
            if masculine.endswith(ending):
                stem = masculine.removesuffix(ending)
                return {"m": stem + m, "f": stem + f, "n": stem + n, "p": stem + p}
        raise ValueError(f"not a Russian adjective: {masculine}")
    if language == "bg":
        if feminine == masculine:
            return dict.fromkeys("mfnp", masculine)
        return {"m": masculine, "f": feminine, "n": feminine[:-1] + "о", "p": feminine[:-1] + "и"}
    if language in ("en", "zh-hans"):
        return dict.fromkeys(("m", "p"), masculine)
    plurals = {"mp": _romance_plural(masculine, language), "fp": _romance_plural(feminine, language)}
    return {"m": masculine, "f": feminine, **plurals}


@dataclass(frozen=True, slots=True)
class Style:
    """An adjective in all its forms and a sentence that is true of such goods."""

    code: str
    forms: Mapping[str, Mapping[str, str]]
    sentence: Words


@dataclass(frozen=True, slots=True)
class Material:
    """A material: its label, the phrase "of it" for titles, and a sentence."""

    option: Option
    phrases: Words
    sentence: Words


@cache
def styles() -> Mapping[str, Style]:
    result = {}
    for code, entry in read("styles").items():
        forms = {language: inflected(language, text) for language, text in words(entry["word"]).items()}
        result[code] = Style(code, forms, words(entry["text"]))
    return result


def lowered(text: str) -> str:
    """With a small first letter, as inside a sentence; abbreviations stay."""
    return text if text[:2].isupper() else text[0].lower() + text[1:]


@cache
def materials() -> Mapping[str, Material]:
    result = {}
    for code, entry in read("materials").items():
        texts = dict(words(entry["word"]))
        texts["ru"], _, genitive = texts["ru"].partition(",")
        phrases = {
            "en": lowered(texts["en"]),
            "zh-hans": texts["zh-hans"],
            "es": f"de {lowered(texts['es'])}",
            "fr": f"en {lowered(texts['fr'])}",
            "ru": f"из {genitive}",
            "pt-br": f"de {lowered(texts['pt-br'])}",
            "bg": f"от {lowered(texts['bg'])}",
        }
        result[code] = Material(Option(code, texts), phrases, words(entry["text"]))
    return result


@cache
def colours() -> Mapping[str, Option]:
    result = {}
    for code, line in read("colours").items():
        swatch, _, texts = line.partition("|")
        result[code] = Option(code, words(texts), swatch.strip())
    return result


@cache
def attribute_words() -> tuple[Mapping[str, Words], Mapping[str, Words], Mapping[str, Option]]:
    """Labels by attribute, unit labels by unit, options by code."""
    table = read("attributes")
    options = {code: Option(code, words(line)) for code, line in table["options"].items()}
    units = {code: words(line) for code, line in table["units"].items()}
    return {code: words(line) for code, line in table["labels"].items()}, units, options
