"""JSON written by hand for the hot reads: the parts that every card repeats are made once and kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from django.conf import settings

from kontor.contexts.search.queries import Facet, Hit, Page
from kontor.kernel.money import Money, places

quoted = encode_basestring  # a text as JSON, its letters as they are


@lru_cache(maxsize=65_536)
def _amount(minor: int, currency: str) -> str:
    digits = places(currency)
    sign, whole = ("-" if minor < 0 else ""), str(abs(minor)).rjust(digits + 1, "0")
    spelled = f"{sign}{whole[:-digits]}.{whole[-digits:]}" if digits else f"{sign}{whole}"
    return f'{{"amount":"{spelled}","minor":{minor},"currency":"{currency}"}}'


def money(value: Money | None) -> str:
    """An amount: `{"amount": "12.90", "minor": 1290, "currency": "EUR"}`, at the currency's own precision."""
    return "null" if value is None else _amount(value.minor, value.currency)


@lru_cache(maxsize=4096)
def store(slug: str, name: str, country: str) -> str:
    """A store as lists name it."""
    return f'{{"slug":{quoted(slug)},"name":{quoted(name)},"country":{quoted(country)}}}'


def rating(hundredths: int, count: int) -> str:
    """4.87, or null where nobody has rated."""
    return f"{hundredths / 100:.2f}" if count else "null"


def media(path: str) -> str:
    """The address of a picture, or null."""
    return quoted(f"{settings.MEDIA_URL}{path}") if path else "null"


def card(hit: Hit) -> str:
    """A product of a list."""
    return (
        f'{{"number":"{hit.number}","slug":{quoted(hit.slug)},"title":{quoted(hit.title)},'
        f'"picture":{media(hit.picture)},"price":{money(hit.price)},"list_price":{money(hit.list_price)},'
        f'"price_varies":{"true" if hit.price_varies else "false"},'
        f'"rating":{rating(hit.rating_hundredths, hit.rating_count)},"rating_count":{hit.rating_count},'
        f'"sold_count":{hit.sold_count},"store":{store(hit.store_slug, hit.store_name, hit.store_country)}}}'
    )


def page(found: Page) -> bytes:
    """A page of a list."""
    facets = (
        f',"facets":{array(facet(each) for each in found.facets)},"categories":'
        + array(f'{{"slug":{quoted(c.slug)},"name":{quoted(c.name)},"count":{c.count}}}' for c in found.categories)
        if found.facets or found.categories
        else ',"facets":[],"categories":[]'
    )
    text = (
        f'{{"items":{array(map(card, found.hits))},"total":{found.total},'
        f'"more_than_total":{"true" if found.more else "false"},"next":{optional(found.next)},'
        f'"previous":{optional(found.prev)},"searched_instead":{optional(found.instead)}{facets}}}'
    )
    return text.encode()


def facet(each: Facet) -> str:
    """A facet with its options."""
    options = array(
        f'{{"code":{quoted(o.code)},"label":{quoted(o.label)},"count":{o.count},'
        f'"chosen":{"true" if o.chosen else "false"}}}'
        for o in each.options
    )
    return f'{{"code":{quoted(each.code)},"label":{quoted(each.label)},"options":{options}}}'


def optional(text: str) -> str:
    """A text, or null for none."""
    return quoted(text) if text else "null"


def array(parts: Iterable[str]) -> str:
    """A list of what is written already."""
    return f"[{','.join(parts)}]"


def pairs(values: Iterable[tuple[Any, Any]]) -> str:
    """Labels with values."""
    return array(f'{{"label":{quoted(str(label))},"value":{quoted(str(value))}}}' for label, value in values)
