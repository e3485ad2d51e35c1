"""Countries, languages and currencies by name, in the reader's language (ACC-04, BUY-14)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from kontor.contexts.accounts.rules.countries import COUNTRIES, CURRENCIES
from kontor.platform.http.place import Place
from kontor.ui.formats import locale_of

Options = list[tuple[str, str]]

SHORT_COUNTRIES = (
    "US", "CN", "RU", "BR", "ES", "FR", "BG", "DE", "GB", "IT", "PL", "NL", "RO", "GR", "MX", "CA", "AU", "JP", "KR",
    "KZ", "TR", "UA", "IN", "AE", "IL", "CL", "PT", "CH",
)  # fmt: skip
SHORT_CURRENCIES = ("USD", "EUR", "CNY", "RUB", "BRL", "GBP", "JPY", "CAD", "AUD", "MXN", "PLN", "KWD")


@lru_cache(maxsize=32)
def countries(language: str) -> Options:
    """All countries and regions in which one may live, in the order of their names."""
    names = locale_of(language).territories
    return sorted(((code, str(names.get(code, code))) for code in COUNTRIES), key=lambda pair: _order(pair[1]))


@lru_cache(maxsize=32)
def _country_options(language: str) -> str:
    return str(format_html_join("", '<option value="{}">{}</option>', countries(language)))


def country_options(language: str, chosen: str) -> SafeString:
    """The countries as options with `chosen` selected: made once per language, because forms show them all."""
    options = _country_options(language)
    if chosen in COUNTRIES:
        options = options.replace(f'"{chosen}"', f'"{chosen}" selected', 1)
    return mark_safe(options)  # noqa: S308  (escaped by format_html_join; `chosen` is one of our codes)


@lru_cache(maxsize=32)
def currencies(language: str) -> Options:
    """All currencies in which prices are shown: `EUR · Euro`."""
    names = locale_of(language).currencies
    return [(code, f"{code} · {names.get(code, code)}") for code in CURRENCIES]


def country_name(code: str, language: str) -> str:
    """One country's name."""
    return str(locale_of(language).territories.get(code, code))


def languages() -> Options:
    """Our seven languages, each by its own name."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


@lru_cache(maxsize=128)
def menu(place: Place) -> dict[str, Any]:
    """What the chooser in the head of a page shows: the most used, and the reader's own.

    Its fields are drawn once per place, because every page carries them.
    """
    near = {*SHORT_COUNTRIES, place.country}
    known = {*SHORT_CURRENCIES, place.currency}
    described = _described(place) | {
        "countries": [pair for pair in countries(place.language) if pair[0] in near],
        "currencies": [pair for pair in currencies(place.language) if pair[0] in known],
        "prefix": "place",
        "more": True,
    }
    with translation.override(place.language):
        return described | {"fields": render_to_string("storefront/account/chooser_fields.html", {"place": described})}


def everything(place: Place) -> dict[str, Any]:
    """What the page of preferences shows: all of them."""
    return _described(place) | {
        "countries": countries(place.language),
        "currencies": currencies(place.language),
        "prefix": "f",
    }


def _described(place: Place) -> dict[str, Any]:
    names = dict(settings.LANGUAGES)
    return {
        "country": country_name(place.country, place.language),
        "country_code": place.country,
        "language": names.get(place.language, place.language),
        "language_code": place.language,
        "currency": place.currency,
        "currency_code": place.currency,
        "languages": languages(),
    }


def _order(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(sign))
