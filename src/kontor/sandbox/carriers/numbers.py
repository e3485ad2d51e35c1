"""Tracking numbers as the carriers write them."""

from __future__ import annotations

import re
import secrets

_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_S10 = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")
_SPECIAL = {10: 0, 11: 5}


def s10_check_digit(serial: str) -> int:
    """The check digit of an eight-digit serial (UPU S10): 11 less the weighted sum modulo 11; 10 → 0, 11 → 5."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(serial, _WEIGHTS, strict=True)) % 11
    return _SPECIAL.get(rest, rest)


def s10(service: str, serial: str, country: str) -> str:
    """The identifier of a service (two letters), a serial and a country, e.g. `UG336196744YP`."""
    return f"{service}{serial}{s10_check_digit(serial)}{country}"


def is_s10(number: str) -> bool:
    """Whether `number` has the form and the right check digit."""
    match = _S10.fullmatch(number)
    return match is not None and s10_check_digit(match[1]) == int(match[2])


def _digits(count: int) -> str:
    return f"{secrets.randbelow(10**count):0{count}d}"


def yunexpress() -> str:
    """`YT` and 16 digits."""
    return f"YT{_digits(16)}"


def cainiao() -> str:
    """`LP` and 14 digits."""
    return f"LP{_digits(14)}"


def yanwen() -> str:
    """An S10 identifier that ends in `YP`."""
    return s10("UG", _digits(8), "YP")
