"""How large a demo market is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Counts of a market.

    Attributes:
        pictures: per product; beyond `drawn` products pictures are shared within a category.
        questions: that buyers asked the first store before an order.
    """

    stores: int
    products: int
    buyers: int
    purchases: int
    days: int = 90
    pictures: int = 3
    drawn: int = 20_000
    questions: int = 60


NAMED = {
    "small": Scale(stores=4, products=120, buyers=40, purchases=120),
    "default": Scale(stores=12, products=2_000, buyers=300, purchases=1_800),
    "large": Scale(stores=120, products=100_000, buyers=5_000, purchases=20_000, pictures=1, questions=10_000),
}


def scale_of(text: str) -> Scale:
    """A named scale, or one for so many products.

    Raises:
        ValueError: for anything else.
    """
    if text in NAMED:
        return NAMED[text]
    if not text.isdigit() or int(text) < 1:
        raise ValueError(f"“{text}” is no size of a market: small, default, large, or a number of products")
    products = int(text)
    return Scale(
        stores=max(2, min(400, products // 170)),
        products=products,
        buyers=max(20, min(20_000, products // 7)),
        purchases=max(40, min(50_000, products)),
        pictures=3 if products <= 5_000 else 1,
    )
