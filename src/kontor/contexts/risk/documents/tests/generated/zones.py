"""Zones for invented people, with right check digits."""

from __future__ import annotations

from datetime import date

from kontor.contexts.risk.documents.mrz import check_digit


def zone(form: str, *, country: str, number: str, family: str, given: str, birth: date, sex: str,
         expiry: date) -> tuple[str, ...]:  # fmt: skip
    """The lines of a zone of `form` (ICAO 9303 parts 4, 5, 6)."""
    names = f"{family.replace(' ', '<')}<<{given.replace(' ', '<')}"
    number = number.ljust(9, "<") + check_digit(number.ljust(9, "<"))
    born, until = birth.strftime("%y%m%d"), expiry.strftime("%y%m%d")
    born, until = born + check_digit(born), until + check_digit(until)
    if form == "TD1":
        first = f"ID{country:<3}{number}".replace(" ", "<").ljust(30, "<")
        second = f"{born}{sex}{until}{country:<3}".replace(" ", "<").ljust(29, "<")
        whole = first[5:30] + second[0:7] + second[8:15] + second[18:29]
        return first, second + check_digit(whole), names.ljust(30, "<")[:30]
    code, length = ("P<", 44) if form == "TD3" else ("ID", 36)
    first = (f"{code}{country:<3}".replace(" ", "<") + names).ljust(length, "<")[:length]
    second = f"{number}{country:<3}{born}{sex}{until}".replace(" ", "<")
    second = second.ljust(42, "<") + check_digit("<" * 14) if form == "TD3" else second.ljust(35, "<")
    whole = second[0:10] + second[13:20] + second[21:]
    return first, second + check_digit(whole)
