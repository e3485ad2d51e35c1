"""What the pages of the checkout show of a quote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from kontor.contexts.checkout.rules import Quote, StoreQuote
from kontor.kernel.errors import Refusal
from kontor.platform.http.place import Place
from kontor.platform.http.refusals import messages_of
from kontor.sites.storefront.account.places import country_name


@dataclass(frozen=True, slots=True)
class Typed:
    """A quantity that was refused."""

    sku_id: UUID
    quantity: str
    refusal: Refusal


def cart_context(quote: Quote, place: Place, typed: Typed | None = None) -> dict[str, Any]:
    """The cart page; after a refusal with what was typed and what is wrong with it."""
    _summary, fields = messages_of(typed.refusal) if typed else ([], {})
    return {
        "page_title": _("Your cart"),
        "form_failed": typed is not None,
        "errors": [(name, said) for name, several in fields.items() for said in several],
        "typed": typed,
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
