"""Coins that time decides, and work for many buyers at once."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.coins.models import CoinAccount, Scene
from kontor.contexts.coins.services.draw_lottery import draw_lottery
from kontor.contexts.coins.services.expire_lots import expire_lots
from kontor.contexts.coins.services.give_gift import give_gift
from kontor.contexts.coins.services.give_prizes import give_prizes
from kontor.contexts.coins.services.grade_store import grade_store
from kontor.contexts.coins.services.move_scene import move_scene
from kontor.contexts.coins.services.tell_of_expiry import tell_of_expiry
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform.jobs import enqueue_many, job

_ROUNDS = 400  # of one run; what is left is for the next


@job(name="coins.expire", schedule="* * * * *")
def expire() -> None:
    """Coins whose last day is over (COI-08)."""
    for _ in range(_ROUNDS):
        if not expire_lots():
            return


@job(name="coins.tell_of_expiry", schedule="7 * * * *")
def tell() -> None:
    """Notices of coins that will expire: the later notice first, so that nobody gets both at once."""
    for stage in (2, 1):
        for _ in range(_ROUNDS):
            if not tell_of_expiry(stage=stage):
                break


@job(name="coins.give_gift", lock="scene_id")
def give(*, scene_id: UUID) -> None:
    """A gift goes to its buyers, some at a time."""
    after: UUID | None = None
    while True:
        after = give_gift(scene_id=scene_id, after=after)
        if after is None:
            return


@job(name="coins.draw_lottery", lock="lottery_id")
def draw(*, lottery_id: UUID) -> None:
    """A lottery that has closed is drawn (COI-10)."""
    draw_lottery(lottery_id=lottery_id)
    give_prizes(lottery_id=lottery_id)


@job(name="coins.end_scenes", schedule="*/5 * * * *")
def end_scenes() -> None:
    """Scenes whose time is over end; until then their dates alone keep them from giving (COI-09)."""
    over = Scene.objects.filter(state__in=("running", "paused"), ends_at__lte=now()).order_by("ends_at")
    for scene_id in over.values_list("id", flat=True)[:500]:
        move_scene(viewer=System("clock"), scene_id=scene_id, move="end")


@job(name="coins.grade", lock="store_id")
def grade(*, store_id: UUID) -> None:
    """One store's grade of coin activity (COI-14)."""
    grade_store(store_id=store_id)


@job(name="coins.grade_all", schedule="40 2 * * *")
def grade_all() -> None:
    """Every store's grade, once a day."""
    enqueue_many(
        "coins.grade", ({"store_id": store} for store in CoinAccount.objects.values_list("store_id", flat=True))
    )
