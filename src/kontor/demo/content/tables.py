"""Reads the tables of words in `data/`: one text per language, separated by bars, in the order of `LANGUAGES`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kontor.contexts.catalogue import tree_file
from kontor.contexts.catalogue.tree_file import CategoryDraft, OptionDraft

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
    known = _options_of("material")
    for code, entry in read("materials").items():
        texts = known[code].labels
        phrases = {
            "en": lowered(texts["en"]),
            "zh-hans": texts["zh-hans"],
            "es": f"de {lowered(texts['es'])}",
            "fr": f"en {lowered(texts['fr'])}",
            "ru": f"из {entry['genitive']}",
            "pt-br": f"de {lowered(texts['pt-br'])}",
            "bg": f"от {lowered(texts['bg'])}",
        }
        result[code] = Material(known[code], phrases, words(entry["text"]))
    return result


@cache
def colours() -> Mapping[str, Option]:
    return _options_of("colour")


@cache
def units() -> Mapping[str, Words]:
    """How a unit is written, by the code that the catalogue has for it."""
    return {code: words(line) for code, line in read("units").items()}


@cache
def tree() -> tuple[CategoryDraft, ...]:
    """The categories of the catalogue's starter file: names, trade facts and attributes stand there alone."""
    return tree_file.read(tree_file.starter(), languages=LANGUAGES)


def option(draft: OptionDraft) -> Option:
    """An option of the starter file, with its label in every language."""
    return Option(draft.code, complete(draft.labels), draft.swatch)


def complete(labels: Words) -> Words:
    """Words of the starter file over all languages; what is English alone is the same in all."""
    return {**same(labels["en"]), **labels}


def _options_of(code: str) -> Mapping[str, Option]:
    attributes = [one for category in tree() for one in category.attributes if one.code == code]
    return {each.code: option(each) for one in attributes for each in one.options}
