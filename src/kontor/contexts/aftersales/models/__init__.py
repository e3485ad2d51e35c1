"""One file per topic: `dispute` is about disputes, `review` and `rating` about what buyers say of their orders."""

from kontor.contexts.aftersales.models.dispute import Dispute, DisputeStep, Evidence, Proposal

__all__ = ["Dispute", "DisputeStep", "Evidence", "Proposal"]
