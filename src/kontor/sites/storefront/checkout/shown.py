"""What the pages of the checkout show of a quote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kontor.contexts.checkout.rules import Quote, StoreQuote
from kontor.platform.http.place import Place
from kontor.sites.storefront.account.places import country_name


def cart_context(quote: Quote, place: Place) -> dict[str, Any]:
    """The cart page."""
    return {
        "page_title": _("Your cart"),
        "quote": quote,
        "stores": [store_rows(store) for store in quote.stores],
        "country_name": country_name(quote.country, place.language),
        "steps": steps("cart"),
    }


def store_rows(store: StoreQuote, notes: Mapping[UUID, str] | None = None) -> dict[str, Any]:
    """One store's part, with the sentence about tax spelled out."""
    percent = f"{store.tax.percent.normalize():f}"
    return {
        "quote": store,
        "seller": store.seller,
        "tax_label": _(store.tax.label) % {"percent": percent} if store.tax.label else "",
        "note": (notes or {}).get(store.seller.store_id, ""),
        "lines": [
            {
                "line": line,
                "href": f"/p/{line.good.slug}-{line.good.product_number}/",
                "axes": ", ".join(f"{label}: {option}" for label, option in line.good.axes),
            }
            for line in store.lines
        ],
    }


def steps(now: str) -> list[dict[str, str]]:
    """Where the buyer stands: cart, delivery and payment method, payment."""
    names = [("cart", _("Cart"), reverse("cart")), ("checkout", _("Delivery"), ""), ("pay", _("Payment"), "")]
    position = [name for name, _label, _href in names].index(now)
    return [
        {
            "label": label,
            "href": href,
            "state": "done" if index < position else "now" if index == position else "",
        }
        for index, (_name, label, href) in enumerate(names)
    ]
