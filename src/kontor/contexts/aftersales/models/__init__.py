"""One file per topic: `dispute` is about disputes, `review` and `rating` about what buyers say of their orders."""

from kontor.contexts.aftersales.models.dispute import Dispute, DisputeStep, Evidence, Proposal
from kontor.contexts.aftersales.models.reviews import (
    DetailRating,
    HelpfulVote,
    ProductTally,
    Review,
    ReviewPicture,
    ReviewReport,
    StoreDay,
)

__all__ = [
    "DetailRating",
    "Dispute",
    "DisputeStep",
    "Evidence",
    "HelpfulVote",
    "ProductTally",
    "Proposal",
    "Review",
    "ReviewPicture",
    "ReviewReport",
    "StoreDay",
]
