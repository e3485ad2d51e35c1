"""Numbers of companies, people, taxes and accounts, checked without asking anybody (SEL-01, SEL-04). Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from stdnum import bic, iban
from stdnum.au import abn
from stdnum.br import cnpj, cpf
from stdnum.ch import uid
from stdnum.cn import ric, uscc
from stdnum.eu import oss, vat
from stdnum.exceptions import ValidationError
from stdnum.gb import vat as gb_vat
from stdnum.in_ import gstin
from stdnum.no import mva
from stdnum.nz import ird
from stdnum.ru import inn, ogrn
from stdnum.us import ein

from kontor.contexts.sellers.rules.eori import eori

_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU = frozenset(_MEMBERS.split())
"""Member states of the European Union."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A number that holds. `sure`: its check digit was looked at; else only its form was."""

    number: str
    sure: bool


Check = Callable[[str, str], Checked | None]


def _of(module: Any) -> Check:
    def check(text: str, country: str) -> Checked | None:
        del country
        try:
            return Checked(str(module.validate(text)), sure=True)
        except ValidationError:
            return None

    return check


def _form(pattern: str) -> Check:
    def check(text: str, country: str) -> Checked | None:
        del country
        number = re.sub(r"\s", "", text).upper()
        return Checked(number, sure=False) if re.fullmatch(pattern, number) else None

    return check


def _eu_vat(text: str, country: str) -> Checked | None:
    """With or without the country's letters; of `country` when it is a member state, else of any."""
    number = re.sub(r"[\s.\-/]", "", text).upper()
    letters = "EL" if country == "GR" else country
    if country in EU and not number.startswith(letters):
        number = letters + number
    try:
        return Checked(str(vat.validate(number)), sure=True)
    except ValidationError:
        return None


def _eori(text: str, country: str) -> Checked | None:
    found = eori(text)
    home = {"GB": {"GB", "XI"}, "XI": {"XI", "GB"}}.get(country, EU | {"XI"})
    return Checked(*found) if found and found[0][:2] in home else None


def _tax(text: str, country: str) -> Checked | None:
    """The number by which the authority of `country` knows a trader."""
    check = _TAX_OF.get(country) or (_eu_vat if country in EU else _LOOSE)
    return check(text, country)


def _register(text: str, country: str) -> Checked | None:
    """The number under which a company stands in the register of `country`."""
    return _REGISTER_OF.get(country, _LOOSE)(text, country)


def _person(text: str, country: str) -> Checked | None:
    """The number of an identity document of `country`."""
    return _PERSON_OF.get(country, _form(r"[A-Z0-9][A-Z0-9\-/]{3,24}"))(text, country)


_LOOSE = _form(r"[A-Z0-9][A-Z0-9.\-/]{3,29}")


def _inn(text: str, country: str) -> Checked | None:
    return _of(inn)(text, country)


_TAX_OF: Mapping[str, Check] = {
    "CN": _of(uscc), "GB": _of(gb_vat), "IN": _of(gstin), "BR": _of(cnpj), "RU": _inn, "AU": _of(abn), "US": _of(ein),
    "NZ": _of(ird), "CH": _of(uid), "NO": _of(mva),
}  # fmt: skip
_REGISTER_OF: Mapping[str, Check] = {"CN": _of(uscc), "RU": _of(ogrn), "BR": _of(cnpj)}
_PERSON_OF: Mapping[str, Check] = {"CN": _of(ric), "BR": _of(cpf)}

CHECKS: Mapping[str, Check] = {
    "register": _register,
    "person": _person,
    "tax": _tax,
    "iban": _of(iban),
    "bic": _of(bic),
    "account": _form(r"[0-9]{6,30}"),
    "alipay": _form(r"[^@\s]+@[^@\s]+\.[^@\s]+|\+?[0-9]{7,16}"),
    "vat": lambda text, country: _of(gb_vat)(text, country) if country == "GB" else _tax(text, country),
    "eori": _eori,
    "ioss": _of(oss),
    "gst": _tax,
    "mark": _form(r"[A-Z0-9][A-Z0-9.\-/]{3,29}"),
}
"""By name, as requirements and kinds of tax numbers call them: (what was typed, country) → the number, or None."""


def check(name: str, text: str, country: str) -> Checked | None:
    """The number in its usual form when it holds, else None."""
    return CHECKS[name](text, country)


def masked(number: str, last: int = 4) -> str:
    """What is shown of a number that nobody need read again: its last signs."""
    return f"•••• {number[-last:]}" if len(number) > last else "••••"
