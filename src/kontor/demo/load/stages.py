"""How far a product of the demo is on its way to the shelf."""

from __future__ import annotations

from random import Random

from kontor.contexts.catalogue.models import ProductState

# What the demo's seller has in hand, by the place among the products of the first store.
_IN_HAND = {
    2: (ProductState.UNDER_REVIEW, ""),
    5: (ProductState.REJECTED, "The first picture shows a logo, a text or other goods."),
    9: (ProductState.DRAFT, ""),
    13: (ProductState.UNDER_REVIEW, ""),
    16: (
        ProductState.REJECTED,
        "The title holds words that have nothing to do with the goods.\nPlease name the material as well.",
    ),
    19: (ProductState.DELISTED, ""),
}


def state_of(chance: Random, place: int | None) -> tuple[str, str]:
    """State and reason of a product. `place`: among those of the first store; None in others."""
    drawn = chance.random()
    if place in _IN_HAND:
        return _IN_HAND[place]
    if drawn < 0.96:
        return ProductState.APPROVED, ""
    if drawn < 0.975:
        return ProductState.UNDER_REVIEW, ""
    if drawn < 0.985:
        return ProductState.DRAFT, ""
    if drawn < 0.993:
        return ProductState.REJECTED, "The first picture shows another colour than the title names."
    return ProductState.DELISTED, ""
