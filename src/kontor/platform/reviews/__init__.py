"""Review queues: what a person of the operator's staff must decide, oldest first (OPR-02).

A context declares its kinds in a room `reviews.py` with `declare`, opens an item in the transaction that needs
the decision, and gets the decision back as a call in the transaction that makes it. The console shows the rest.
"""

from kontor.platform.reviews.claiming import claim, claim_oldest, release
from kontor.platform.reviews.deciding import decide
from kontor.platform.reviews.declare import Decision, Kind, Part, declare, find, kinds
from kontor.platform.reviews.evidence import Change, Evidence, Link, Picture
from kontor.platform.reviews.models import ReviewItem
from kontor.platform.reviews.opening import open_item, withdraw
from kontor.platform.reviews.queries import (
    Case,
    Day,
    Line,
    Measure,
    Page,
    Step,
    Waited,
    case,
    days,
    listing,
    measures,
    said,
    usual_wait,
    waits,
)

__all__ = [
    "Case",
    "Change",
    "Day",
    "Decision",
    "Evidence",
    "Kind",
    "Line",
    "Link",
    "Measure",
    "Page",
    "Part",
    "Picture",
    "ReviewItem",
    "Step",
    "Waited",
    "case",
    "claim",
    "claim_oldest",
    "days",
    "decide",
    "declare",
    "find",
    "kinds",
    "listing",
    "measures",
    "open_item",
    "release",
    "said",
    "usual_wait",
    "waits",
    "withdraw",
]
