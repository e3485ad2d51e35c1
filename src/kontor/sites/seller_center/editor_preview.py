"""The storefront's page of a product that is only typed yet (TRD-02)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import override

from kontor.contexts.catalogue.drafts import EditedProduct, ProductDraft
from kontor.contexts.catalogue.queries import product_preview
from kontor.platform.http.place import Place
from kontor.sites.seller_center.bench import Bench
from kontor.sites.storefront.browse.product import context_of


def preview_of(
    bench: Bench,
    draft: ProductDraft,
    stock: Mapping[str, int],
    known: EditedProduct | None,
    language: str,
    place: Place,
) -> dict[str, Any] | None:
    """What the storefront's templates need, in `language`; None while there is nothing to show.

    The prices are those of a buyer in the store's own country and currency.
    """
    language = language if language in dict(settings.LANGUAGES) else bench.store.language
    page = product_preview(bench.seat, draft, language, stock, known)
    if page is None:
        return None
    place = replace(place, language=language, currency=bench.store.currency, country=bench.store.country)
    with override(language):
        context = context_of(page, page.sku(None), place, linked=False)
    return context | {"language": language, "language_name": dict(settings.LANGUAGES)[language], "structured": ""}
