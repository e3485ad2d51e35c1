"""Whoever won in a lottery gets the coins (COI-10)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid5

from kontor.contexts.coins.models import Lottery, Scene, Ticket
from kontor.contexts.coins.rules.kinds import SceneKind
from kontor.contexts.coins.services.grant_coins import Wanted, grant_coins
from kontor.contexts.coupons.lifecycle import OfferState
from kontor.kernel.clock import now


def give_prizes(*, lottery_id: UUID) -> int:
    """Give what was drawn, each prize by a scene of the platform whose budget is what was won. Safe to repeat.

    Returns:
        How many prizes were given now.
    """
    lottery = Lottery.objects.filter(id=lottery_id, drawn_at__isnull=False).first()
    if lottery is None:
        return 0
    given = 0
    lucky: dict[int, list[Ticket]] = {}
    for ticket in Ticket.objects.filter(lottery=lottery, won__gt=0).order_by("place"):
        lucky.setdefault(ticket.won, []).append(ticket)
    for coins, tickets in sorted(lucky.items()):
        at, whole = now(), coins * len(tickets)
        scene, _ = Scene.objects.get_or_create(
            id=uuid5(lottery.id, f"prize:{coins}"),
            defaults={
                "kind": SceneKind.CAMPAIGN, "name": lottery.name, "state": OfferState.RUNNING, "starts_at": at,
                "ends_at": at + timedelta(days=30), "coins": coins, "budget": whole, "cap": whole, "started_at": at,
            },
        )  # fmt: skip
        wanted = [Wanted(scene_id=scene.id, buyer_id=each.buyer_id, cause=f"prize:{each.id}") for each in tickets]
        given += len(grant_coins(wanted=wanted))
        Scene.objects.filter(id=scene.id).update(state=OfferState.ENDED, ended_at=at)
    return given
