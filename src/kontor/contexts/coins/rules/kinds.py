"""The kinds of scenes as declared types: when they give, to whom, and how much (COI-09). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kontor.kernel.text import mark as _


class SceneKind(StrEnum):
    """When a scene gives coins."""

    NEW_CUSTOMER = "new_customer"
    ON_ORDER = "on_order"
    ON_PAYMENT = "on_payment"
    ON_COMPLETION = "on_completion"
    THRESHOLD = "threshold"
    CHECK_IN = "check_in"
    TASK = "task"
    CAMPAIGN = "campaign"


class Task(StrEnum):
    """What buyers do for coins; each can be looked up, so nobody has to be believed."""

    FOLLOW = "follow"
    WISH = "wish"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class SceneType:
    """What a kind of scene is.

    Attributes:
        title, sentence: for people, marked for translation.
        of_order: it answers an order, is about its store, and is taken back when its money goes back.
        by_share: it may give a share of what was paid instead of a fixed number.
        threshold, task: it needs one.
        by_platform, by_store: who may run it.
    """

    title: str
    sentence: str
    of_order: bool = False
    by_share: bool = False
    threshold: bool = False
    task: bool = False
    by_platform: bool = True
    by_store: bool = True


TYPES: Mapping[SceneKind, SceneType] = {
    SceneKind.NEW_CUSTOMER: SceneType(
        _("New customer"), _("Whoever pays a first order gets coins, once."), of_order=True,
    ),
    SceneKind.ON_ORDER: SceneType(
        _("On ordering"), _("An order brings coins, which wait until it is paid."), of_order=True, by_share=True,
    ),
    SceneKind.ON_PAYMENT: SceneType(
        _("On payment"), _("A payment brings coins at once."), of_order=True, by_share=True,
    ),
    SceneKind.ON_COMPLETION: SceneType(
        _("On completion"), _("An order that is received and settled brings coins."), of_order=True, by_share=True,
    ),
    SceneKind.THRESHOLD: SceneType(
        _("From an amount on"), _("An order that is worth a certain amount brings coins when it is paid."),
        of_order=True, threshold=True,
    ),
    SceneKind.CHECK_IN: SceneType(
        _("Daily visit"), _("Whoever comes by and signs the day off gets coins, once a day."), by_store=False,
    ),
    SceneKind.TASK: SceneType(
        _("Task"), _("Following the store, keeping a product or writing a review brings coins, once."), task=True,
    ),
    SceneKind.CAMPAIGN: SceneType(
        _("Gift"), _("Buyers of the store get coins, all at once."),
    ),
}  # fmt: skip

TASKS: Mapping[Task, str] = {
    Task.FOLLOW: _("Follow the store"),
    Task.WISH: _("Keep one of its products on a wish list"),
    Task.REVIEW: _("Write a review of what you bought there"),
}
