"""Titles, descriptions and bullet points, composed in any of the seven languages from the words of the category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from .categories import by_slug
from .model import Attribute, Category, Kind, Option, Text, Words
from .stores import closings
from .tables import lowered, materials, styles

_COLON = {"zh-hans": "：", "fr": " : "}
_COMMA = {"zh-hans": "、"}
_VOWELS = tuple("aeiou")
_MAKER = {"es": ("de", ","), "fr": ("par", ","), "ru": ("от", ""), "pt-br": ("da", ","), "bg": ("на", "")}
_ROMANCE = {"es", "fr", "pt-br"}


@dataclass(frozen=True, slots=True)
class Picks:
    """What was chosen for one product; every language tells the same story."""

    category: Category
    brand: str
    series: str
    kind: Kind
    style: str
    material: str
    use: Words
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    sentences: tuple[int, ...]
    closing: int
    bullets: int


@cache
def _attributes(slug: str) -> Mapping[str, tuple[Attribute, Mapping[str, Option]]]:
    category = by_slug()[slug]
    return {entry.code: (entry, {option.code: option for option in entry.options}) for entry in category.attributes}


@cache
def _value(slug: str, code: str, value: str, language: str) -> str:
    attribute, options = _attributes(slug)[code]
    label = lowered(options[value].labels[language])
    if attribute.unit_labels is None:
        return label
    return f"{label}{'' if language == 'zh-hans' else ' '}{attribute.unit_labels[language]}"


@cache
def _title_case(text: str) -> str:
    return " ".join(
        word[:1].upper() + word[1:] if word not in ("of", "with", "and", "for") else word for word in text.split()
    )


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _phrase(noun: str, gender: str, style: str, material: str, language: str) -> str:
    """Style, noun and material in the language's own order, agreeing."""
    forms = styles()[style].forms[language]
    adjective = forms.get(gender) or forms["m"]
    of = materials()[material].phrases[language] if material else ""
    if language == "en":
        return " ".join(part for part in (adjective, of, noun) if part)
    if language == "zh-hans":
        return f"{adjective}{of}{noun}"
    order = (noun, adjective, of) if language in _ROMANCE else (adjective, noun, of)
    return " ".join(part for part in order if part)


def _opening(picks: Picks, phrase: str, language: str) -> str:
    brand, use = picks.brand, picks.use[language]
    if language == "en":
        if picks.kind.genders["en"] == "p":
            return f"{_first_upper(phrase)} by {brand}, {use}."
        return f"{'An' if phrase.startswith(_VOWELS) else 'A'} {phrase} by {brand}, {use}."
    if language == "zh-hans":
        return f"{brand}{phrase}，{use}。"
    link, pause = _MAKER[language]
    return f"{_first_upper(phrase)} {link} {brand}{pause} {use}."


@cache
def _fact(slug: str, code: str, values: tuple[str, ...], language: str) -> str:
    label = _attributes(slug)[code][0].labels[language]
    shown = _COMMA.get(language, ", ").join(_value(slug, code, value, language) for value in values)
    return f"{label}{_COLON.get(language, ': ')}{shown}"


def _facts(picks: Picks, language: str) -> list[str]:
    return [_fact(picks.category.slug, code, values, language) for code, values in picks.facts]


def _joined(sentences: Sequence[str], language: str) -> str:
    return ("" if language == "zh-hans" else " ").join(sentences)


def _title(picks: Picks, phrase: str, language: str) -> str:
    spec = ""
    for code, values in picks.facts:
        if code == picks.category.spec or (code not in ("colour", "material") and not picks.category.spec):
            spec = _value(picks.category.slug, code, values[0], language) if len(values) == 1 else ""
            break
    if spec and not any(sign.isdigit() for sign in spec):
        spec = ""
    if language == "en":
        title = f"{picks.brand} {picks.series} {_title_case(phrase)}"
    elif language == "zh-hans":
        return f"{picks.brand} {picks.series} {phrase}{' ' if spec else ''}{spec}"
    else:
        title = f"{_first_upper(phrase)} {picks.brand} {picks.series}"
    return f"{title}, {spec}" if spec else title


def text(picks: Picks, language: str) -> Text:
    """The title, the description in three paragraphs and four to six bullet points in `language`."""
    category = picks.category
    kind = picks.kind
    phrase = _phrase(kind.nouns[language], kind.genders[language], picks.style, picks.material, language)
    first, second, third, fourth, *_ = (category.sentences[index][language] for index in picks.sentences)
    facts = _facts(picks, language)
    opening = [_opening(picks, phrase, language), styles()[picks.style].sentence[language]]
    if picks.material:
        opening.append(materials()[picks.material].sentence[language])
    stop = "。" if language == "zh-hans" else "."
    body = [first, *(fact if fact.endswith(stop) else fact + stop for fact in facts)]
    description = "\n\n".join(
        (_joined(opening, language), _joined(body, language), closings()[picks.closing][language])
    )
    bullets = (facts[0], second, third, facts[-1], fourth, facts[len(facts) // 2])
    return Text(_title(picks, phrase, language), description, tuple(dict.fromkeys(bullets))[: picks.bullets])
