"""Cases of the operator's queues: what waits today, and what was decided before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from kontor.contexts.risk.models import Cluster
from kontor.demo.load.copying import copy_instances
from kontor.demo.load.ids import Ids
from kontor.platform.reviews.models import ReviewItem, ReviewStep

_KIND = "risk.linked_accounts"
_WAITING = 4  # families that nobody has looked at yet
_LEAVE, _BAN = "These are different people.", "These accounts belong to one operation."


def load_reviews(
    seed: int, families: Sequence[Cluster], farms: Iterable[Cluster], today: datetime, operator_id: UUID
) -> None:
    """Every family and every farm came before the operator; the latest families still wait."""
    chance, ids = Random(f"{seed}:reviews"), Ids(f"{seed}:reviews")
    items: list[ReviewItem] = []
    steps: list[ReviewStep] = []

    def add(cluster: Cluster, opened: datetime, decision: str, reason: str) -> None:
        item = ReviewItem(id=ids.at(opened), kind=_KIND, subject_id=cluster.id, facts={"accounts": cluster.size},
                          opened_at=opened)  # fmt: skip
        items.append(item)
        steps.append(ReviewStep(item_id=item.id, id=ids.at(opened), what="opened", at=opened))
        if not decision:
            return
        taken = opened + timedelta(minutes=chance.lognormvariate(4, 0.9))
        closed = taken + timedelta(minutes=chance.uniform(2, 25))
        item.claimed_by = item.decided_by = operator_id
        item.claimed_at = item.first_claimed_at = taken
        item.claim_until, item.closed_at = taken + timedelta(minutes=30), closed
        item.decision, item.reason = decision, reason
        for what, at, note in (("claimed", taken, ""), ("decided", closed, decision)):
            steps.append(ReviewStep(item_id=item.id, id=ids.at(at), what=what, by_id=operator_id, at=at, note=note))

    for number, family in enumerate(families):
        if number < _WAITING:
            add(family, today - timedelta(hours=chance.uniform(1, 60)), "", "")
        else:
            add(family, today - timedelta(days=chance.uniform(2, 29)), "leave", _LEAVE)
    for farm in farms:
        add(farm, farm.grown_at - timedelta(hours=chance.uniform(1, 6)), "ban", _BAN)
    copy_instances(items)
    copy_instances(steps)
