"""Buyers of the demo market: names, telephone numbers and addresses as they are in their countries."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from .model import PersonDraft
from .stores import slugified
from .tables import read

_HOSTS = ("example.com", "example.net", "mail.example", "post.example")
_SLAVIC = {"RU", "BG"}


@dataclass(frozen=True, slots=True)
class _Country:
    code: str
    weight: int
    language: str
    currency: str
    zone: str
    phones: tuple[str, ...]
    women: tuple[tuple[str, str], ...]
    men: tuple[tuple[str, str], ...]
    families: tuple[tuple[str, str], ...]
    streets: tuple[str, ...]
    places: tuple[tuple[str, ...], ...]
    family_first: bool


def _names(line: str) -> tuple[tuple[str, str], ...]:
    pairs = (name.strip().partition("=") for name in line.split(","))
    return tuple((latin, script) for latin, _, script in pairs)


@cache
def _countries() -> Mapping[str, _Country]:
    return {
        code: _Country(
            code=code,
            weight=entry["weight"],
            language=entry["language"],
            currency=entry["currency"],
            zone=entry["zone"],
            phones=tuple(entry["phones"]),
            women=_names(entry["women"]),
            men=_names(entry["men"]),
            families=_names(entry["families"]),
            streets=tuple(street.strip() for street in entry["streets"].split(";")),
            places=tuple(tuple(part.strip() for part in line.split("|")) for line in entry["places"]),
            family_first=entry.get("order") == "family-first",
        )
        for code, entry in read("people").items()
    }


@cache
def _weights() -> tuple[Sequence[_Country], Sequence[int]]:
    countries = tuple(_countries().values())
    return countries, tuple(country.weight for country in countries)


def _digits(chance: Random, pattern: str) -> str:
    return "".join(
        str(chance.randrange(10)) if sign == "#" else str(chance.randrange(2, 10)) if sign == "%" else sign
        for sign in pattern
    )


def _address(chance: Random, country: _Country, name: str) -> dict[str, str]:
    area, city, district, postal = chance.choice(country.places)
    street = chance.choice(country.streets).format(
        n=chance.randint(101, 1890), m=chance.randint(1, 98), k=chance.randint(1, 160), f=chance.randint(1, 6)
    )
    if country.code == "JP":
        street = f"{city}{street}"
    address = {
        "name": name,
        "country_code": country.code,
        "country_area": area,
        "city": "" if country.code == "JP" else city,
        "city_area": district,
        "postal_code": _digits(chance, postal),
        "street_address": street,
    }
    return {key: value for key, value in address.items() if value}


def _family(country: _Country, pair: tuple[str, str], gender: str) -> tuple[str, str]:
    latin, script = pair
    if gender == "f" and country.code in _SLAVIC:
        return f"{latin}a", f"{script}а"
    return latin, script


def passport(name: str) -> str:
    """A name in plain Latin letters, as in the machine-readable part of a passport."""
    return unicodedata.normalize("NFKD", name.replace("ł", "l")).encode("ascii", "ignore").decode()


def person(seed: int, index: int) -> PersonDraft:
    """The buyer with this number."""
    chance = Random(f"{seed}:person:{index}")
    countries, weights = _weights()
    country = chance.choices(countries, weights)[0]
    gender = chance.choice("fm")
    given, given_script = chance.choice(country.women if gender == "f" else country.men)
    family, family_script = _family(country, chance.choice(country.families), gender)
    script = ""
    if given_script:
        script = f"{family_script}{given_script}" if country.family_first else f"{given_script} {family_script}"
    latin = f"{given} {family}"
    born = chance.randint(1952, 2006)
    mailbox = f"{slugified(given).replace('-', '')}.{slugified(family).replace('-', '')}{index}"
    return PersonDraft(
        index=index,
        given_name=given,
        family_name=family,
        script_name=script,
        gender=gender,
        email=f"{mailbox}@{chance.choice(_HOSTS)}",
        phone=_digits(chance, chance.choice(country.phones)),
        country=country.code,
        language=country.language,
        currency=country.currency,
        time_zone=country.zone,
        address=_address(chance, country, script or latin),
        born=born,
    )


def countries() -> tuple[str, ...]:
    """Where the buyers live, by ISO code."""
    return tuple(_countries())
