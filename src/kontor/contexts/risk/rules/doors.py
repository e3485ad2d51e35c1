"""The house to which goods go, however its address is spelt. Pure."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"\d+")
_LETTERS = 5  # of the street's name: what follows is spelt in many ways


def door_of(*, country: str, postcode: str, city: str, street: str) -> str:
    """Country, postcode (the city where there is none), the house's number and the beginning of the street's name.

    Flats, floors, marks and capitals do not make another door: whoever spells one address anew each time means them to.
    """
    plain = unicodedata.normalize("NFKD", street).casefold()
    number = _NUMBER.search(plain)
    letters = "".join(sign for sign in plain if sign.isalpha())[:_LETTERS]
    where = "".join(sign for sign in (postcode or city).casefold() if sign.isalnum())
    return f"{country}.{where}.{number[0] if number else ''}.{letters}"
