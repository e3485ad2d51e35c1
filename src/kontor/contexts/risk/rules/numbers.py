"""Which phone numbers are virtual (ACC-32): by the numbering plan, by the shipped list, by the operator's. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import phonenumbers

_SHIPPED = Path(__file__).resolve().parent.parent / "data" / "virtual_numbers.csv"
_PLAN = frozenset(
    (
        phonenumbers.PhoneNumberType.VOIP,
        phonenumbers.PhoneNumberType.PERSONAL_NUMBER,
        phonenumbers.PhoneNumberType.UAN,
        phonenumbers.PhoneNumberType.VOICEMAIL,
        phonenumbers.PhoneNumberType.PAGER,
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Numbers that begin with `prefix` (digits with country code), or carriers whose name holds `carrier`."""

    prefix: str
    carrier: str
    note: str = ""


@lru_cache(maxsize=1)
def shipped() -> tuple[Entry, ...]:
    """The list that comes with Kontor: `data/virtual_numbers.csv`."""
    with _SHIPPED.open(newline="") as file:
        return tuple(
            Entry(row["value"], "", row["note"]) if row["kind"] == "prefix" else Entry("", row["value"], row["note"])
            for row in csv.DictReader(file)
        )


def why_virtual(number: str, entries: Iterable[Entry]) -> str:
    """In a word why the E.164 `number` counts as virtual: `plan`, `prefix` or `carrier`; "" when it does not."""
    parsed = phonenumbers.parse(number)
    if phonenumbers.number_type(parsed) in _PLAN:
        return "plan"
    digits, named = number.removeprefix("+"), []
    for entry in entries:
        if entry.prefix and digits.startswith(entry.prefix):
            return "prefix"
        if entry.carrier:
            named.append(entry.carrier)
    carrier = _carrier(number)
    return "carrier" if carrier and any(name in carrier for name in named) else ""


@lru_cache(maxsize=1024)
def _carrier(number: str) -> str:
    from phonenumbers import carrier  # noqa: PLC0415  (its tables are large, and few people come by phone)

    return str(carrier.name_for_number(phonenumbers.parse(number), "en")).lower()
