"""From a product to its card and documents: what is read, and what is written for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from kontor.contexts.catalogue.queries import attributes_of, category_tree, path_of
from kontor.contexts.pricing.table import RateTable
from kontor.contexts.search import ranking, rules
from kontor.contexts.search.queries.facets import BRAND
from kontor.contexts.search.queries.mend import SHORTEST, letters
from kontor.kernel.errors import Refusal
from kontor.kernel.money import Money

SOURCE = """
SELECT p.id, p.number, p.slug, p.store_id, p.category_id, p.brand, p.attributes, p.home_language, p.picture,
    p.sold_count, p.rating_hundredths, p.rating_count, p.created_at, s.country, s.slug, s.name, s.rating_hundredths,
    s.rating_count, t.service_score, coalesce(t.coin_grade, ''), c.export_controlled,
    (SELECT jsonb_agg(jsonb_build_array(language, title, description, bullets))
        FROM catalogue_producttext WHERE product_id = p.id),
    (SELECT jsonb_agg(jsonb_build_array(price_minor, list_price_minor, currency, axes) ORDER BY price_minor, position)
        FROM catalogue_sku WHERE product_id = p.id AND active)
FROM catalogue_product p
JOIN sellers_store s ON s.id = p.store_id
JOIN catalogue_category c ON c.id = p.category_id
LEFT JOIN search_standing t ON t.store_id = s.id
WHERE p.id = ANY(%s) AND p.state = 'approved' AND s.state IN ('open', 'holiday')
"""

LONGEST_FACET = 110
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class _Product:
    """A row of `SOURCE`."""

    id: UUID
    number: int
    slug: str
    store_id: UUID
    category_id: int
    brand: str
    attributes: Mapping[str, Any]
    home_language: str
    picture: str
    sold_count: int
    rating_hundredths: int
    rating_count: int
    created_at: datetime
    store_country: str
    store_slug: str
    store_name: str
    store_rating: int
    store_ratings: int
    service_score: int | None
    coin_grade: str
    export_controlled: bool
    texts: Sequence[tuple[str, str, str, Sequence[str]]]
    prices: Sequence[tuple[int, int | None, str, Mapping[str, str]]]


@dataclass(slots=True)
class Batch:
    """What is to be written: rows as JSON values, and the words that were met, by language."""

    cards: list[dict[str, Any]]
    documents: list[dict[str, Any]]
    words: set[tuple[str, str]]


def prepare(rows: Sequence[tuple[Any, ...]], table: RateTable, at: datetime) -> Batch:
    """Cards and documents of the products in `rows` (of `SOURCE`); products without words or SKUs are left out."""
    batch, kinds = Batch([], [], set()), _Kinds()
    for row in rows:
        product = _product(row)
        if product.texts and product.prices and (worth := _worth(product, table)) is not None:
            batch.cards.append(_card(product, worth, at))
            _add_documents(product, batch, kinds)
    return batch


def _product(row: tuple[Any, ...]) -> _Product:
    values = list(row)
    values[6], values[21], values[22] = _plain(row[6]), _plain(row[21]) or [], _plain(row[22]) or []
    return _Product(*values)


def _plain(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _worth(product: _Product, table: RateTable) -> float | None:
    """The lowest price in US dollars; None when the store's currency has no rate, so it cannot be sold."""
    minor, _, currency, _ = product.prices[0]
    try:
        rate = table.rate(currency, "USD").value
    except Refusal:
        return None
    return float(Money(minor, currency).amount * rate)


def _card(product: _Product, worth: float, at: datetime) -> dict[str, Any]:
    minor, before, currency, _ = product.prices[0]
    titles = {language: title for language, title, _, _ in product.texts}
    parts = ranking.factors(
        ranking.Facts(
            product.sold_count, product.rating_hundredths, product.rating_count, product.created_at,
            product.store_rating, product.store_ratings, product.service_score, product.coin_grade,
        ),
        at,
    )  # fmt: skip
    return {
        "product_id": str(product.id), "number": product.number, "slug": product.slug or "item",
        "store_id": str(product.store_id), "store_slug": product.store_slug, "store_name": product.store_name,
        "store_country": product.store_country,
        "categories": [node.id for node in path_of(product.category_id, _FALLBACK)], "facets": _facets(product),
        "titles": titles, "title": titles.get(_FALLBACK) or titles.get(product.home_language) or min(titles.values()),
        "picture": product.picture, "price_minor": minor, "list_price_minor": before, "currency": currency,
        "price_varies": product.prices[-1][0] != minor, "rating_hundredths": product.rating_hundredths,
        "rating_count": product.rating_count, "sold_count": product.sold_count,
        "export_controlled": product.export_controlled, "listed_at": product.created_at.isoformat(),
        "price_usd": worth, "rank": ranking.rank(parts), "factors": parts,
        "boosted": ranking.is_boosted(product.store_country), "grade_a": product.coin_grade == "A",
    }  # fmt: skip


def _facets(product: _Product) -> list[str]:
    """`code:option` for every enumerable attribute, every choice of an axis, and the brand."""
    known = attributes_of(product.category_id, _FALLBACK)
    chosen = {(code, str(value)) for code, value in product.attributes.items()}
    chosen |= {(code, option) for *_, axes in product.prices for code, option in axes.items()}
    found = {f"{code}:{option}" for code, option in chosen if code in known and option in known[code].options}
    if product.brand:
        found.add(f"{BRAND}:{product.brand}")
    return sorted(facet for facet in found if len(facet) <= LONGEST_FACET)


def _add_documents(product: _Product, batch: Batch, kinds: _Kinds) -> None:
    texts = {language: (title, description, bullets) for language, title, description, bullets in product.texts}
    fallback = _FALLBACK if _FALLBACK in texts else product.home_language
    if fallback not in texts:
        fallback = next(iter(texts))
    missing = [language for language, _ in settings.LANGUAGES if language not in texts]
    for language, (title, description, bullets) in texts.items():
        extra: dict[str, list[str]] = {}
        if language != _FALLBACK and _FALLBACK in texts:
            extra["english"] = [rules.indexed(texts[_FALLBACK][0], _FALLBACK)]
        shown_in = [language]
        if language == fallback:
            shown_in += missing
            for other in missing:  # so that a reader's own words for its kind find it
                extra.setdefault(rules.CONFIGS[other], []).extend(kinds.words(product, other))
        kind = [*kinds.words(product, language), *rules.tokens(product.brand, language), str(product.number)]
        batch.documents.append(
            {
                "product_id": str(product.id), "language": language, "shown_in": shown_in,
                "config": rules.CONFIGS.get(language, "simple"), "title": rules.indexed(title, language),
                "kind": " ".join(kind),
                "body": rules.indexed(" ".join([description, *bullets]), language),
                **{f"extra_{config}": " ".join(extra.get(config, ())) for config in EXTRAS},
            }
        )  # fmt: skip
        batch.words |= {(language, word) for word in rules.typed_words(title) if _mendable(word)}


EXTRAS = ("english", "spanish", "french", "russian", "portuguese", "simple")
"""Configurations in which a document may hold words of other languages."""


class _Kinds:
    """Words for kinds of things: categories and attribute values, cut once per batch and language."""

    def __init__(self) -> None:
        self._categories: dict[tuple[int, str], list[str]] = {}
        self._values: dict[tuple[int, str, str, str], list[str]] = {}

    def words(self, product: _Product, language: str) -> list[str]:
        """Categories and attribute values of `product` in `language`."""
        found = list(self._category(product.category_id, language))
        for code, value in product.attributes.items():
            key = (product.category_id, language, code, str(value))
            if key not in self._values:
                known = attributes_of(product.category_id, language)
                self._values[key] = rules.tokens(known[code].shown(value), language) if code in known else []
            found += self._values[key]
        return found

    def _category(self, category_id: int, language: str) -> list[str]:
        key = (category_id, language)
        if key not in self._categories:
            names = " ".join(node.name for node in path_of(category_id, language))
            self._categories[key] = rules.tokens(names, language)
        return self._categories[key]


def _mendable(word: str) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and not rules.is_han(word)


def word_rows(words: set[tuple[str, str]]) -> list[dict[str, str]]:
    """Rows of the word table."""
    return [{"language": language, "word": word, "letters": letters(word)} for language, word in sorted(words)]


def kind_words() -> set[tuple[str, str]]:
    """The words of all categories, in every language: they can be mended too."""
    found: set[tuple[str, str]] = set()
    for language, _ in settings.LANGUAGES:
        nodes = list(category_tree(language))
        while nodes:
            node = nodes.pop()
            nodes.extend(node.children)
            found |= {(language, word) for word in rules.typed_words(node.name) if _mendable(word)}
    return found
