"""Identifiers of postal items: UPU standard S10, e.g. RA123456785CN."""

from __future__ import annotations

_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_FORM = 13


def check_digit(serial: str) -> int:
    """The check digit of an eight-digit serial number (weights 8 6 4 2 3 5 9 7, modulus 11)."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(serial, _WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)


def holds(number: str) -> bool:
    """Whether `number` is two letters, eight digits with their check digit, two letters."""
    if len(number) != _FORM or not number.isascii():
        return False
    letters, serial, check = number[:2] + number[11:], number[2:10], number[10]
    return letters.isalpha() and (serial + check).isdigit() and check_digit(serial) == int(check)
