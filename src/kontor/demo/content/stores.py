"""The stores of the demo market: twelve that are written by hand and as many more as the scale asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

from .categories import GROUPS, by_slug, categories
from .model import LANGUAGES, StoreDraft, Words
from .tables import read, words

_PREFIXES = (
    "Alto", "Bright", "Clara", "Dawn", "East", "Fern", "Golden", "Hazel", "Ivory", "Jade", "Kindred", "Lantern",
    "Maple", "North", "Olive", "Pearl", "Quiet", "River", "Silver", "Tall", "Umber", "Velvet", "White", "Yellow",
)  # fmt: skip
_SUFFIXES = ("Harbour", "Lane", "House", "Loom", "Bridge", "Orchard", "Pavilion", "Quay", "Terrace", "Works", "Yard")
_FORMS = {"CN": "Co., Ltd.", "DE": "GmbH", "ES": "S.L.", "BR": "Ltda.", "JP": "K.K.", "BG": "OOD", "PL": "sp. z o.o."}
_COUNTRIES = ("CN", "CN", "CN", "CN", "DE", "ES", "BR", "JP", "BG")


@cache
def _table() -> dict[str, Any]:
    return read("stores")


def slugified(text: str) -> str:
    """Lower-case Latin letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("ł", "l")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _fill(template: Words, **values: Words | str) -> Words:
    return {
        language: template[language].format(
            **{name: value if isinstance(value, str) else value[language] for name, value in values.items()}
        )
        for language in LANGUAGES
    }


def _draft(index: int, entry: Mapping[str, Any], slug: str) -> StoreDraft:
    table = _table()
    country = table["countries"][entry["country"]]
    abouts = table["phrases"]["about"]
    city = words(table["cities"][entry["city"]])
    tops = [by_slug()[focus].names for focus in entry["focus"]]
    focus = {
        language: ("、" if language == "zh-hans" else ", ").join(names[language] for names in tops)
        for language in LANGUAGES
    }
    start, end, occasion = country["holiday"]
    return StoreDraft(
        index=index,
        slug=slug,
        name=entry["name"],
        company=entry["company"],
        country=entry["country"],
        currency=country["currency"],
        language=country["language"],
        time_zone=country["zone"],
        about=_fill(
            words(abouts[index % len(abouts)]), name=entry["name"], city=city, year=str(entry["founded"]), focus=focus
        ),
        return_policy=_fill(words(table["phrases"]["returns"][0]), days=str(country["days"])),
        origin={"country_code": entry["country"], "name": entry["company"], **entry["origin"]},
        phone=entry["phone"],
        email=f"hello@{slug}.example",
        banner=index,
        focus=tuple(entry["focus"]),
        handling_days=entry["handling"],
        return_days=country["days"],
        holiday=(start, end, occasion),
        founded=entry["founded"],
        price_style=index % 3,
    )


def _invented(seed: int, index: int) -> StoreDraft:
    chance = Random(f"{seed}:store:{index}")
    country = chance.choice(_COUNTRIES)
    model = chance.choice([entry for entry in _table()["stores"] if entry["country"] == country])
    number = index - len(_table()["stores"])
    first = _PREFIXES[(number * 7 + seed) % len(_PREFIXES)]
    second = _SUFFIXES[number % len(_SUFFIXES)]
    name = f"{first} {second}"
    tops = [category.slug for category in categories() if not category.is_leaf]
    entry = {
        **model,
        "name": name,
        "company": f"{name} {_FORMS[country]}",
        "focus": sorted(chance.sample(tops, chance.choice((1, 1, 2, 3))), key=tops.index),
        "founded": chance.randint(1996, 2022),
        "handling": chance.choice((1, 1, 2, 2, 3)),
        "phone": f"{model['phone'][:-4]}{index % 10_000:04d}",
    }
    return _draft(index, entry, f"{slugified(name)}-{index}")


def stores(seed: int, count: int = 12) -> tuple[StoreDraft, ...]:
    """The first `count` stores: the twelve of the house, then invented ones from the seed."""
    known = _table()["stores"]
    return tuple(
        _draft(index, known[index], slugified(known[index]["name"])) if index < len(known) else _invented(seed, index)
        for index in range(count)
    )


@cache
def closings() -> tuple[Words, ...]:
    """Sentences that any store may write under its goods."""
    return tuple(words(line) for line in _table()["phrases"]["closings"])


@cache
def barcode_prefix(country: str) -> str:
    """The first three digits that the country's barcodes carry."""
    return str(_table()["countries"][country]["ean"])


__all__ = ["GROUPS", "barcode_prefix", "closings", "slugified", "stores"]
