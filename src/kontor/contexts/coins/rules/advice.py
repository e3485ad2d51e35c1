"""Do coins suit a store, and a product? With the figures behind it (COI-17). Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kontor.kernel.text import mark as _

REPURCHASED = frozenset({"fashion", "apparel", "clothing", "beauty", "electronics", "phones", "home", "garden"})
"""Slugs of categories that people buy from again: apparel, beauty, 3C accessories, home and garden."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One sentence (marked for translation) with the values for its places; `good` or a warning."""

    code: str
    good: bool
    sentence: str
    values: dict[str, object]


def of_store(
    *, sold_us_cents: int, at_least: int, days_open: int, young_for: int, categories: Collection[str]
) -> list[Advice]:
    """What speaks for coins in this store, and what against. `categories`: slugs of its goods, parents included."""
    found = []
    enough = sold_us_cents >= at_least
    values: dict[str, object] = {"sold": sold_us_cents // 100, "from": at_least // 100}
    if enough:
        sentence = _("You sold for %(sold)s US dollars in thirty days; coins pay from %(from)s on.")
    else:
        sentence = _("You sold for %(sold)s US dollars in thirty days. Coins pay from %(from)s on: wait with them.")
    found.append(Advice("sold", enough, sentence, values))
    if days_open < young_for:
        young = _("Your store is %(days)s days old. New stores gain little from coins: win buyers first.")
        found.append(Advice("young", False, young, {"days": days_open}))
    fits = bool(REPURCHASED & set(categories))
    if fits:
        sentence = _("People buy your kind of goods again, and coins bring them back.")
    else:
        sentence = _("Your kind of goods is seldom bought again; coins bring few people back.")
    found.append(Advice("category", fits, sentence, {}))
    return found


def of_product(*, price_us_cents: int, thin_below: int, share: int, commission_bp: int) -> Advice | None:
    """A warning for goods of thin margin: what coins can cost of the price, beside the commission."""
    if price_us_cents >= thin_below:
        return None
    sentence = _(
        "At this price the margin is thin: coins can take %(share)s %% of it, beside %(commission)s %% commission."
    )
    return Advice("thin", False, sentence, {"share": share, "commission": commission_bp / 100})
