"""Why a product shows no coins (COI-15). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kontor.kernel.text import mark as _


@dataclass(frozen=True, slots=True)
class Why:
    """One reason, and the page of the seller center that mends it, with places for the product's number and id."""

    code: str
    sentence: str
    page: str


OFF = Why("off", _("Coins are switched off for this product."), "/seller/coins/products/#p{product}")
PAUSED = Why("paused", _("The coin account is paused."), "/seller/coins/")
FUND = Why("fund", _("The coin fund holds less than the least amount."), "/seller/coins/fund/")
REVIEW = Why("review", _("The product is under review; coins show when it is approved."), "/seller/products/{id}/")
REJECTED = Why("rejected", _("The product was sent back; mend what its review asks for."), "/seller/products/{id}/")
SALE = Why("sale", _("The product is not on sale."), "/seller/products/{id}/")


CAMPAIGN = Why(
    "campaign", _("A campaign that you joined asks for a larger share; the product is not in its channel."),
    "/seller/coins/products/#p{product}",
)  # fmt: skip


def hints(*, on: bool, share: int, campaign_share: int | None) -> Sequence[Why]:
    """What keeps a product whose label shows out of a channel; `campaign_share`: the least of those joined, or None."""
    return [CAMPAIGN] if on and campaign_share is not None and share < campaign_share else []


def causes(*, on: bool, state: str, paused: bool, funded: bool) -> Sequence[Why]:
    """All reasons that hold; none: the label shows."""
    found = []
    if not on:
        found.append(OFF)
    if paused:
        found.append(PAUSED)
    if not funded:
        found.append(FUND)
    if state != "approved":
        found.append({"under_review": REVIEW, "rejected": REJECTED}.get(state, SALE))
    return found
