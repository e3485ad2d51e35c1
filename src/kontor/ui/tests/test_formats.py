"""Money, counts and days in the seven languages."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import format_currency
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from kontor.kernel.money import Money
from kontor.ui import formats

NB = "\xa0"
THIN = "\u202f"


@pytest.mark.parametrize(
    ("language", "euro", "yen", "dinar"),
    [
        ("en", "€1,234.50", "JP¥1,235", f"KWD{NB}24.500"),
        ("zh-hans", "€1,234.50", "JP¥1,235", f"KWD{NB}24.500"),
        ("es", f"1.234,50{NB}€", f"1.235{NB}JPY", f"24,500{NB}KWD"),
        ("fr", f"1{THIN}234,50{NB}€", f"1{THIN}235{NB}JPY", f"24,500{NB}KWD"),
        ("ru", f"1{NB}234,50{NB}€", f"1{NB}235{NB}¥", f"24,500{NB}KWD"),
        ("pt-br", f"€{NB}1.234,50", f"JP¥{NB}1.235", f"KWD{NB}24,500"),
        ("bg", f"1{NB}234,50{NB}€", f"1{NB}235{NB}JPY", f"24,500{NB}KWD"),
    ],
)
def test_money_in_seven_languages(language: str, euro: str, yen: str, dinar: str) -> None:
    assert formats.money(Money(123450, "EUR"), language) == euro
    assert formats.money(Money(1235, "JPY"), language) == yen
    assert formats.money(Money(24500, "KWD"), language) == dinar


@pytest.mark.parametrize("language", ["en", "zh-hans", "es", "fr", "ru", "pt-br", "bg", "de", "ja"])
@pytest.mark.parametrize("currency", ["EUR", "USD", "JPY", "KWD", "CNY", "BRL"])
@pytest.mark.parametrize("minor", [0, 5, 99, 1234, -4990, 999_999, -12_345_678, 12_345_678_901])
def test_money_agrees_with_cldr(language: str, currency: str, minor: int) -> None:
    value = Money(minor, currency)
    expected = format_currency(value.amount, currency, locale=formats.locale_of(language))
    assert formats.money(value, language).replace(NB, "") == expected.replace(NB, "")


@pytest.mark.parametrize(
    ("seconds", "english", "russian"),
    [
        (0, "0 secs", "0 с"),
        (4.2, "4.2 secs", "4,2 с"),
        (60, "1 min", "1 мин"),
        (17 * 60 + 3, "17 mins, 3 secs", "17 мин 3 с"),
        (5 * 3600 + 720 + 9, "5 hrs, 12 mins", "5 ч 12 мин"),
        (3 * 86400 + 40, "3 days", "3 дн."),
    ],
)
def test_durations_in_their_two_largest_units(seconds: float, english: str, russian: str) -> None:
    said = formats.duration(seconds, "en"), formats.duration(seconds, "ru")
    assert tuple(text.replace("\xa0", " ") for text in said) == (english, russian)


def test_counts() -> None:
    assert formats.count(12480, "en") == "12,480"
    assert formats.count(-12480, "bg") == f"-12{NB}480"
    assert formats.count(Decimal("4.5"), "fr") == "4,5"


def test_days_and_moments() -> None:
    when = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
    assert formats.day(when, "en") == "21 Nov 2026"
    assert formats.moment(when, "en") == "21 Nov 2026, 14:05"
    assert formats.day(when, "zh-hans") == "2026年11月21日"


def test_a_day_ends_without_a_full_stop_of_its_own() -> None:
    """It often stands at the end of a sentence, and two full stops are one too many."""
    when = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
    assert (formats.day(when, "bg"), formats.day(when, "ru")) == ("21.11.2026", "21 нояб. 2026")
    assert formats.moment(when, "ru") == "21 нояб. 2026, 14:05"


def test_unknown_language_reads_as_english() -> None:
    assert formats.money(Money(100, "EUR"), "xx-yy") == "€1.00"


def render(source: str, **context: object) -> str:
    return Template("{% load kontor_ui %}" + source).render(Context(context))


def test_filters_follow_the_active_language() -> None:
    with translation.override("bg"):
        assert render("{{ a|money }}", a=Money(123450, "EUR")) == f"1{NB}234,50{NB}€"
    with translation.override("en"):
        assert (
            render("{{ a|money }}|{{ n|count }}|{{ none|money }}|{{ none|day }}", a=Money(5, "JPY"), n=1200)
            == "JP¥5|1,200||"
        )


def test_qs_changes_the_query() -> None:
    request = RequestFactory().get("/search/", {"q": "kettle", "page": "3", "made": ["copper", "tin"]})
    assert render("{% qs page=4 q=None %}", request=request) == "?page=4&amp;made=copper&amp;made=tin"
    assert render("{% qs_toggle 'made' 'tin' %}", request=request) == "?q=kettle&amp;made=copper"
    assert (
        render("{% qs_toggle 'made' 'zinc' %}", request=request)
        == "?q=kettle&amp;made=copper&amp;made=tin&amp;made=zinc"
    )


@pytest.mark.parametrize("language", ["en", "zh-hans", "es", "fr", "ru", "pt-br", "bg"])
def test_what_no_page_writes_is_not_kept(language: str) -> None:
    """A worker holds seven languages: what CLDR knows beside our texts is megabytes in each process."""
    data = formats.locale_of(language)._data
    assert not data["time_zones"]
    assert not data["currency_names_plural"]
    assert {name.partition("-")[0] for name in data["unit_patterns"]} == {"duration"}
    assert data["currency_names"]["EUR"]


@pytest.mark.parametrize(("code", "expected"), [("zh-hant", "zh_Hant_TW"), ("ja", "ja"), ("xx", "en_GB")])
def test_other_languages_are_found_as_before(code: str, expected: str) -> None:
    formats.locale_of("en")
    assert str(formats.locale_of(code)) == expected
    assert str(Locale.parse("sr_Latn")) == "sr_Latn"
