"""Rulings: what they are computed from, and whether somebody may still appeal."""

from __future__ import annotations

from kontor.contexts.aftersales.models import Dispute, Proposal
from kontor.contexts.aftersales.policy.disputes import HALF, SMALL
from kontor.contexts.aftersales.rules.dispute_rulings import Facts, may_appeal
from kontor.kernel.money import Money


def facts_of(dispute: Dispute) -> Facts:
    """What the amounts of templates are computed from."""
    return Facts(
        paid=Money(dispute.paid_minor, dispute.currency), goods=Money(dispute.goods_minor, dispute.currency),
        asked=asked(dispute), offered=_standing(dispute, "seller"), half=HALF.int(), small=SMALL.int(),
    )  # fmt: skip


def asked(dispute: Dispute) -> Money | None:
    """What the buyer's standing proposal asks for."""
    return _standing(dispute, "buyer")


def nobody_may_appeal(dispute: Dispute, ruling: Proposal) -> bool:
    """Whether both sides took the ruling, or have no reason to appeal, or one appeal has been heard."""
    if dispute.appealed_by:
        return True
    back = Money(ruling.back_minor, dispute.currency)
    wanted = asked(dispute)
    buyer = not dispute.buyer_takes and may_appeal("buyer", back=back, asked=wanted)
    seller = not dispute.seller_takes and may_appeal("seller", back=back, asked=wanted)
    return not (buyer or seller)


def _standing(dispute: Dispute, side: str) -> Money | None:
    minor = Proposal.objects.filter(dispute=dispute, by=side, stands=True).values_list("back_minor", flat=True).first()
    return Money(minor, dispute.currency) if minor is not None else None
