"""EORI numbers: how each authority forms them, and their check digits where the number below has some. Pure.

No register is asked. An EORI is a country's two letters and at most fifteen signs; most authorities put a number
behind the letters that a trader has anyway, and where that number has a check digit it is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from stdnum.exceptions import ValidationError
from stdnum.fr import siret
from stdnum.hr import oib
from stdnum.it import iva
from stdnum.pt import nif

_FORMS: Mapping[str, str] = {
    "AT": r"EOS\d{10}", "BE": r"[01]\d{9}", "BG": r"\d{9,13}", "CY": r"\d{8}[A-Z]", "CZ": r"\d{8,10}",
    "DE": r"\d{7,15}", "DK": r"\d{8}", "EE": r"\d{8}|\d{11}", "ES": r"[A-Z0-9]\d{7}[A-Z0-9]", "FI": r"\d{8}",
    "FR": r"\d{14}", "GR": r"\d{9}", "HR": r"\d{11}", "HU": r"\d{10}", "IE": r"\d[A-Z0-9]\d{5}[A-Z]{1,2}",
    "IT": r"\d{11}", "LT": r"\d{9}|\d{11,12}", "LU": r"\d{8,15}", "LV": r"\d{11}", "MT": r"\d{8,9}", "NL": r"\d{9}",
    "PL": r"\d{15}", "PT": r"\d{9}", "RO": r"\d{2,13}", "SE": r"\d{10}", "SI": r"\d{8}", "SK": r"\d{8,10}",
    "GB": r"\d{12}(\d{3})?", "XI": r"\d{12}(\d{3})?",
}  # fmt: skip
_CHECKED: Mapping[str, Callable[[str], str]] = {
    "FR": siret.validate, "HR": oib.validate, "IT": iva.validate, "PT": nif.validate,
}  # fmt: skip

COUNTRIES = frozenset(_FORMS)
"""Whose authorities give EORI numbers that we know: the Union's members, Great Britain, Northern Ireland."""


def eori(text: str) -> tuple[str, bool] | None:
    """The number without blanks and signs, and whether a check digit holds; None when it is no EORI number.

    Greece writes itself GR or EL in tax numbers; an EORI has GR.
    """
    number = re.sub(r"[\s.\-/]", "", text).upper()
    country, rest = number[:2], number[2:]
    form = _FORMS.get(country)
    if form is None or not re.fullmatch(form, rest, re.ASCII):
        return None
    check = _CHECKED.get(country)
    if check is None:
        return number, False
    try:
        check(rest)
    except ValidationError:
        return None
    return number, True
