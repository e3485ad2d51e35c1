"""Machine readable zones (ICAO 9303, ACC-33)."""

from __future__ import annotations

from datetime import date

import pytest

from kontor.contexts.risk.documents import mrz
from kontor.contexts.risk.documents.tests.generated.zones import zone

pytestmark = pytest.mark.rule("ACC-33")
TODAY = date(2026, 11, 21)
# The specimens of ICAO 9303, parts 4, 5 and 6.
TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")


@pytest.mark.parametrize(("lines", "form"), [(TD1, "TD1"), (TD2, "TD2"), (TD3, "TD3")])
def test_the_specimens_of_the_standard_are_read(lines: tuple[str, ...], form: str) -> None:
    found = mrz.parse(lines, today=TODAY)
    assert found is not None
    assert (found.form, found.wrong, found.family, found.given) == (form, (), "ERIKSSON", "ANNA MARIA")
    assert (found.birth, found.expiry, found.sex, found.country) == (date(1974, 8, 12), date(2012, 4, 15), "F", "UTO")
    assert mrz.expired(found, today=TODAY)
    assert not mrz.expired(found, today=date(2012, 4, 15))


@pytest.mark.parametrize("form", ["TD1", "TD2", "TD3"])
@pytest.mark.parametrize("place", ["number", "birth", "expiry"])
def test_one_changed_character_is_noticed(form: str, place: str) -> None:
    lines = list(zone(form, country="BGR", number="AB1234567", family="PETROVA", given="VESELA",
                      birth=date(1990, 2, 3), sex="F", expiry=date(2030, 1, 2)))  # fmt: skip
    row, at = {
        "number": (0, 7) if form == "TD1" else (1, 2),
        "birth": (1, 3) if form == "TD1" else (1, 16),
        "expiry": (1, 11) if form == "TD1" else (1, 24),
    }[place]
    changed = "8" if lines[row][at] != "8" else "3"
    lines[row] = lines[row][:at] + changed + lines[row][at + 1 :]
    found = mrz.parse(lines, today=TODAY)
    assert found is not None
    assert place in found.wrong
    assert "whole" in found.wrong


def test_letters_are_read_as_the_digits_that_they_look_like() -> None:
    second = TD3[1].replace("7408122", "74O8I22")
    found = mrz.parse((TD3[0], second), today=TODAY)
    assert found is not None
    assert (found.birth, found.wrong) == (date(1974, 8, 12), ())


def test_a_date_whose_check_digit_is_wrong_expires_nothing() -> None:
    found = mrz.parse((TD3[0], TD3[1].replace("1204159", "1204158")), today=TODAY)
    assert found is not None
    assert not mrz.expired(found, today=TODAY)


def test_a_number_longer_than_nine_goes_on_in_the_optional_field() -> None:
    lines = ("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<")
    found = mrz.parse(lines, today=TODAY)
    assert found is not None
    assert (found.number, found.wrong) == ("D23145890734", ())


@pytest.mark.parametrize(
    ("given", "family", "same"),
    [
        ("Anna Maria", "Eriksson", True),
        ("Anna", "Eriksson", True),
        ("Eriksson", "Anna", True),  # the order of names is not the same everywhere
        ("Änna", "Eriksson", True),
        ("Berta", "Eriksson", False),
        ("Anna", "Svensson", False),
        ("", "", False),
    ],
)
def test_names_are_compared_as_zones_write_them(given: str, family: str, *, same: bool) -> None:
    found = mrz.parse(TD3, today=TODAY)
    assert found is not None
    assert mrz.same_person(found, given=given, family=family) is same


def test_other_lines_are_no_zone() -> None:
    assert mrz.parse(("P<UTO", "x"), today=TODAY) is None
    assert mrz.parse((), today=TODAY) is None
