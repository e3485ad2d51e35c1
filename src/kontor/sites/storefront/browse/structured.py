"""A product described for search engines (schema.org Product and Offer, as JSON-LD)."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from kontor.contexts.catalogue.queries import ProductPage, SkuView
from kontor.kernel.money import Money
from kontor.sites.storefront.browse.shown import media, product_href, stars

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def described(page: ProductPage, sku: SkuView, price: Money) -> SafeString:
    """The script element with the JSON; nothing in it can end the element."""
    site = settings.KONTOR.web_url
    address = f"{site}{product_href(page.slug, page.number)}"
    stock = "InStock" if sku.available > 0 else "OutOfStock"
    offer: dict[str, Any] = {
        "@type": "Offer", "url": address, "priceCurrency": price.currency, "price": str(price.amount),
        "availability": f"https://schema.org/{stock}", "itemCondition": "https://schema.org/NewCondition",
        "seller": {"@type": "Organization", "name": page.store.name, "url": f"{site}/s/{page.store.slug}/"},
    }  # fmt: skip
    product: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "Product", "name": page.title, "sku": sku.code,
        "productID": str(page.number), "description": page.description or " ".join(page.bullets),
        "image": [f"{site}{media(picture.path)}" for picture in page.pictures], "url": address, "offers": offer,
    }  # fmt: skip
    if page.brand:
        product["brand"] = {"@type": "Brand", "name": page.brand}
    if sku.barcode:
        product["gtin"] = sku.barcode
    if page.rating_count:
        product["aggregateRating"] = {
            "@type": "AggregateRating", "ratingValue": stars(page.rating_hundredths), "reviewCount": page.rating_count,
        }  # fmt: skip
    text = json.dumps(product, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  (escaped for a script)
