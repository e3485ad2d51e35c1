"""Money, days, moments and counts as people of a language write them.

Patterns are read from CLDR once per language (and currency) and then applied by plain string work,
because a listing formats dozens of prices.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, cast

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global
from babel.dates import format_time, parse_pattern
from babel.lists import format_list
from babel.numbers import get_currency_symbol
from babel.units import format_unit
from django.utils import timezone
from django.utils.translation import get_language

from kontor.kernel.money import Money, places

_NAMES = {"en": "en_GB", "zh-hans": "zh_Hans_CN", "zh-hant": "zh_Hant_TW", "pt-br": "pt_BR"}

_UNUSED = (
    "time_zones", "meta_zones", "unit_display_names", "date_fields", "compact_decimal_formats",
    "compact_currency_formats", "compound_unit_patterns", "currency_names_plural", "interval_formats", "variants",
)  # fmt: skip
_UNITS = "duration-"  # the only ones that are written


@lru_cache(maxsize=64)
def locale_of(language: str | None) -> Locale:
    """The CLDR locale of a Django language code; English when there is none."""
    code = (language or "en").lower()
    try:
        locale = Locale.parse(_NAMES.get(code, code.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        locale = Locale.parse("en_GB")
    _drop_unused(locale)
    _drop_unused_by_all()
    return locale


def _drop_unused(locale: Locale) -> None:
    """Forget what no page writes, there and in the locales beneath: names of time zones alone are 1 MB each."""
    name = str(locale)
    while name:
        data = localedata.load(name)
        data |= {part: {} for part in _UNUSED if part in data}
        units = data.get("unit_patterns", {})
        for unit in [each for each in list(units) if not each.startswith(_UNITS)]:
            units.pop(unit, None)  # another thread may be at the same
        below = get_global("parent_exceptions").get(name) or name.rpartition("_")[0]
        name = below or ("root" if name != "root" else "")


@lru_cache(maxsize=1)
def _drop_unused_by_all() -> None:
    """The same in what CLDR says of all the world: of languages that it has no texts in, nothing needs to be known."""
    languages = cast("dict[str, Any]", get_global("territory_languages"))
    currencies = cast("dict[str, Any]", get_global("territory_currencies"))
    likely = cast("dict[str, Any]", get_global("likely_subtags"))
    languages.clear()
    currencies.clear()
    spoken = {name.partition("_")[0] for name in localedata.locale_identifiers()} | {"und"}
    for name in [each for each in list(likely) if each.partition("_")[0] not in spoken]:
        likely.pop(name, None)  # another thread may be at the same


def _grouper(locale: Locale) -> Callable[[str], str]:
    """A function that puts the language's group separators into a run of digits."""
    symbols: Any = locale.number_symbols
    marks = symbols.get("latn", symbols)
    separator = marks["group"]
    pattern = locale.decimal_formats[None]
    first, other = pattern.grouping

    def group(digits: str) -> str:
        if len(digits) <= first:
            return digits
        parts = [digits[-first:]]
        rest = digits[:-first]
        while rest:
            parts.append(rest[-other:])
            rest = rest[:-other]
        return str(separator).join(reversed(parts))

    return group


@lru_cache(maxsize=64)
def _counting(language: str | None) -> tuple[Callable[[str], str], str, str]:
    locale = locale_of(language)
    symbols: Any = locale.number_symbols
    marks = symbols.get("latn", symbols)
    return _grouper(locale), str(marks["decimal"]), str(marks["minusSign"])


@lru_cache(maxsize=512)
def _pricing(language: str | None, currency: str) -> tuple[str, str, str, str]:
    """Before and after the digits of a positive and of a negative amount."""
    locale = locale_of(language)
    pattern: Any = locale.currency_formats["standard"]
    symbol = get_currency_symbol(currency, locale)
    minus = _counting(language)[2]

    def written(affix: str, *, closing: bool) -> str:
        text = affix.replace("¤", symbol).replace("-", minus)
        letter = symbol[:1].isalpha() if closing else symbol[-1:].isalpha()
        touching = affix.startswith("¤") if closing else affix.endswith("¤")
        if letter and touching:
            return f"\xa0{text}" if closing else f"{text}\xa0"
        return text

    (plus_before, minus_before), (plus_after, minus_after) = pattern.prefix, pattern.suffix
    return (
        written(plus_before, closing=False),
        written(plus_after, closing=True),
        written(minus_before, closing=False),
        written(minus_after, closing=True),
    )


def money(value: Money, language: str | None = None) -> str:
    """An amount with its currency, at the currency's own precision: `€1,234.50`, `￥1,235`."""
    language = language or get_language()
    group, point, _ = _counting(language)
    before, after, minus_before, minus_after = _pricing(language, value.currency)
    digits = places(value.currency)
    whole = str(abs(value.minor))
    if digits:
        whole = whole.rjust(digits + 1, "0")
        number = f"{group(whole[:-digits])}{point}{whole[-digits:]}"
    else:
        number = group(whole)
    if value.minor < 0:
        return f"{minus_before}{number}{minus_after}"
    return f"{before}{number}{after}"


def count(value: int | Decimal, language: str | None = None) -> str:
    """A number with the language's separators: `12,480`, `12 480`, `4,5`."""
    group, point, minus = _counting(language or get_language())
    sign = minus if value < 0 else ""
    whole, _, rest = str(abs(value)).partition(".")
    return f"{sign}{group(whole)}{point}{rest}" if rest else f"{sign}{group(whole)}"


def day(value: date | datetime, language: str | None = None) -> str:
    """A day in the active time zone: `21 Nov 2026`."""
    shown = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return _day(shown.date() if isinstance(shown, datetime) else shown, language or get_language())


@lru_cache(maxsize=1024)
def _day(shown: date, language: str | None) -> str:
    """As CLDR's medium format has it, without the word for "year" behind: its full stop stood before the sentence's."""
    locale = locale_of(language)
    pattern = _YEAR_WORD.sub("", locale.date_formats["medium"].pattern)
    return str(parse_pattern(pattern).apply(shown, locale))


_YEAR_WORD = re.compile(r"\s*'?г'?\.$")  # in Bulgarian and Russian: 13.12.2026 г.


def moment(value: datetime, language: str | None = None) -> str:
    """A day and time in the active time zone: `21 Nov 2026, 14:05`."""
    shown = timezone.localtime(value) if timezone.is_aware(value) else value
    locale = locale_of(language or get_language())
    pattern = str(locale.datetime_formats["medium"])
    return pattern.format(
        str(format_time(shown, "short", tzinfo=shown.tzinfo, locale=locale)),
        _day(shown.date(), language or get_language()),
    )


_SPANS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


def duration(seconds: float, language: str | None = None) -> str:
    """A span of time in its two largest units: `5 hrs, 12 mins`; below a minute with tenths: `4.2 secs`."""
    locale = locale_of(language or get_language())
    if seconds < 60:  # noqa: PLR2004  (a minute)
        return format_unit(
            round(seconds, 1) if seconds % 1 else int(seconds), "duration-second", "short", locale=locale
        )
    rest = round(seconds)
    parts: list[tuple[int, str]] = []
    for name, size in _SPANS:
        many, rest = divmod(rest, size)
        if parts or many:
            parts.append((many, name))
    shown = [format_unit(many, f"duration-{name}", "short", locale=locale) for many, name in parts[:2] if many]
    return str(format_list(shown, style="unit-short", locale=locale))
