"""What the address of a list asks. A program is told where it is wrong; nothing is silently left out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.http import QueryDict

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.pricing.queries import rates
from kontor.contexts.search.queries import Query, Sort
from kontor.contexts.sellers import queries as sellers
from kontor.kernel.errors import Refusal, Refusals
from kontor.platform.http.api_errors import FieldRefused
from kontor.platform.http.request import Request

SIZE, MOST = 24, 60
LONGEST_TEXT, LONGEST_KEY = 200, 600
_HIGHEST = Decimal(10) ** 12
_LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom an answer is priced and worded: the request's place, or what the address says instead."""

    country: str
    currency: str
    language: str


def reader(request: Request) -> Reader:
    """Read `language`, `currency` and `country`.

    Raises:
        Refusals: for a language, currency or country that is none of ours.
    """
    place, given = request.place, request.GET
    if not given:
        return Reader(place.country, place.currency, place.language)
    language = given.get("language", place.language).lower()
    currency = given.get("currency", place.currency).upper()
    country = given.get("country", place.country).upper()
    wrong: list[Refusal] = []
    if language not in _LANGUAGES:
        wrong.append(FieldRefused(field="language", why=", ".join(sorted(_LANGUAGES))))
    if not rates().knows(currency):
        wrong.append(FieldRefused(field="currency", why="ISO 4217"))
    if len(country) != 2 or not country.isascii() or not country.isalpha():  # noqa: PLR2004  (ISO 3166 alpha-2)
        wrong.append(FieldRefused(field="country", why="ISO 3166-1 alpha-2"))
    if wrong:
        raise Refusals(wrong)
    return Reader(country, currency, language)


def question(request: Request, *, text: str = "", category: str = "", **more: Any) -> Query:
    """The search's question.

    Raises:
        Refusals: each parameter that does not hold, at its name.
        CategoryNotFound, StoreNotFound: for an unknown one.
    """
    given, who = request.GET, reader(request)
    account = request.account
    slug = category or given.get("category", "")
    store = given.get("store", "")
    return Query(
        text=_plain(text)[:LONGEST_TEXT],
        language=who.language,
        country=account.country if account is not None else who.country,
        currency=who.currency,
        category=catalogue.category(_plain(slug), who.language).id if slug else None,
        store=sellers.store_page(_plain(store), who.language).card.id if store else None,
        **(_rest(given) if given else {}),
        hidden=catalogue.hidden_categories(request.seen_from, who.language),
        **more,
    )


def _rest(given: QueryDict) -> dict[str, Any]:
    wrong: list[Refusal] = []
    found = {
        "facets": _facets(given.getlist("facet"), wrong),
        "price_min": _price(given, "price_min", wrong),
        "price_max": _price(given, "price_max", wrong),
        "sort": _sort(given.get("sort", "best"), wrong),
        "after": _plain(given.get("after", ""))[:LONGEST_KEY],
        "size": _size(given.get("size", ""), wrong),
        "counted": _switch(given, "counted", wrong),
    }
    if wrong:
        raise Refusals(wrong)
    return found


_SAID = {"": False, "0": False, "false": False, "1": True, "true": True}


def _switch(given: QueryDict, name: str, wrong: list[Refusal]) -> bool:
    text = given.get(name, "").lower()
    if text not in _SAID:
        wrong.append(FieldRefused(field=name, why="true, false"))
    return _SAID.get(text, False)


def _plain(text: str) -> str:
    return text.replace("\0", " ").strip()


def _facets(given: list[str], wrong: list[Refusal]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in given[:MOST]:
        code, colon, option = _plain(each).partition(":")
        if not (code and colon and option):
            wrong.append(FieldRefused(field="facet", why="facet=colour:red"))
        found[code] = (*found.get(code, ()), option)
    return found


def _price(given: QueryDict, name: str, wrong: list[Refusal]) -> Decimal | None:
    text = given.get(name, "")
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not (value.is_finite() and 0 <= value < _HIGHEST):
        wrong.append(FieldRefused(field=name, why=f"{name}=12.50"))
    return value


def _sort(text: str, wrong: list[Refusal]) -> Sort:
    try:
        return Sort(text)
    except ValueError:
        wrong.append(FieldRefused(field="sort", why=", ".join(Sort)))
        return Sort.BEST


def _size(text: str, wrong: list[Refusal]) -> int:
    if not text:
        return SIZE
    if text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MOST:
        return int(text[:4])
    wrong.append(FieldRefused(field="size", why=f"1 – {MOST}"))
    return SIZE
