"""What is asked for: addresses for the plain rows, pairs of goods for the checkouts; read from the market itself."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

from django.db import connection

from bench.journeys import Goods
from bench.people import PLACE
from bench.wire import Request

CATEGORIES, PRODUCTS, WORDS, PAIRS = 30, 1500, 12, 1500
HITS = 24
_PLACES = {
    "en": "US.USD.en", "zh-hans": "CN.CNY.zh-hans", "es": "ES.EUR.es", "fr": "FR.EUR.fr", "ru": "KZ.KZT.ru",
    "pt-br": "BR.BRL.pt-br", "bg": "BG.EUR.bg",
}  # fmt: skip

_CATEGORIES = """
SELECT c.slug FROM search_shelfplace s JOIN catalogue_category c ON c.id = s.category_id
GROUP BY c.slug HAVING count(*) >= %s ORDER BY count(*) DESC LIMIT %s
"""
_PRODUCTS = "SELECT slug, number FROM search_card ORDER BY md5(product_id::text) LIMIT %s"
_TITLES = "SELECT language, title FROM catalogue_producttext"
_GOODS = """
SELECT k.id::text, k.store_id::text FROM catalogue_sku k
JOIN search_card c ON c.product_id = k.product_id AND NOT c.export_controlled
JOIN LATERAL (SELECT sum(on_hand - reserved) AS free FROM inventory_stock WHERE sku_id = k.id) f ON f.free >= 60
WHERE k.active AND EXISTS (
    SELECT 1 FROM logistics_freightrate r JOIN logistics_freighttemplate t ON t.id = r.template_id
    WHERE t.store_id = k.store_id AND t.is_default AND (r.countries = '{}' OR 'ES' = ANY (r.countries))
)
ORDER BY md5(k.id::text) LIMIT 4000
"""


def get(path: str, place: str) -> Request:
    """A GET as a visitor from `place` would send it."""
    return Request("GET", path, (("Host", "127.0.0.1"), ("Cookie", f"kontor_place={place}")))


def of_row(name: str) -> list[Request]:
    """The requests of a plain row, shuffled the same way every time."""
    requests = _MAKERS[name]()
    random.Random(1).shuffle(requests)
    return requests


def _rows(sql: str, *parameters: int) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[str, ...]] = cursor.fetchall()
        return found


def _listing(address: str) -> list[Request]:
    slugs = [slug for (slug,) in _rows(_CATEGORIES, 2 * HITS, CATEGORIES)]
    return [get(address.format(slug=slug), place) for slug in slugs for place in _PLACES.values()]


def _product(address: str) -> list[Request]:
    found = _rows(_PRODUCTS, PRODUCTS)
    places = list(_PLACES.values())
    return [
        get(address.format(slug=slug, number=number), places[index % len(places)])
        for index, (slug, number) in enumerate(found)
    ]


def _search(address: str) -> list[Request]:
    return [
        get(address.format(word=quote(word)), _PLACES[language])
        for language, words in common_words(_rows(_TITLES)).items()
        for word in words
    ]


_MAKERS: Mapping[str, Callable[[], list[Request]]] = {
    "listing.html": lambda: _listing("/c/{slug}/"),
    "listing.json": lambda: _listing("/api/v1/categories/{slug}/products"),
    "product.html": lambda: _product("/p/{slug}-{number}/"),
    "product.json": lambda: _product("/api/v1/products/{number}"),
    "search.html": lambda: _search("/search/?q={word}"),
    "search.json": lambda: _search("/api/v1/search?q={word}"),
}


def common_words(titles: Iterable[tuple[str, ...]]) -> dict[str, list[str]]:
    """By language, words that stand in at least 24 titles, each counted once a title; of Chinese, pairs of signs."""
    counts: dict[str, Counter[str]] = {}
    for language, title in titles:
        if language == "zh-hans":
            signs = re.sub(r"[^\u4e00-\u9fff]", " ", title)
            words = {signs[place : place + 2] for place in range(len(signs) - 1)}
            words = {word for word in words if " " not in word}
        else:
            words = set(re.findall(r"[^\W\d_]{4,}", title.lower()))
        counts.setdefault(language, Counter()).update(words)
    return {
        language: [word for word, count in counter.most_common(WORDS) if count >= 2 * HITS]
        for language, counter in sorted(counts.items())
        if language in _PLACES
    }


def goods() -> Goods:
    """Pairs of SKUs of two stores, with enough of each."""
    found = _rows(_GOODS)
    chance, pairs = random.Random(1), []
    for _ in range(PAIRS * 4):
        first, second = chance.sample(found, 2)
        if first[1] != second[1]:
            pairs.append((first[0], second[0]))
    return pairs[:PAIRS]


__all__ = ["PLACE", "common_words", "get", "goods", "of_row"]
