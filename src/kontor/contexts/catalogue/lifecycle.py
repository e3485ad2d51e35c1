"""The product's law (TRD-02): who may do what, when. Only approved products are sold and carry coins."""

from __future__ import annotations

from enum import StrEnum

from kontor.kernel.lifecycle import Actor, Lifecycle, move


class State(StrEnum):
    """States of a product."""

    DRAFT = "draft"
    UNDER_REVIEW = "under_review"
    APPROVED = "approved"
    REJECTED = "rejected"  # with a reason
    DELISTED = "delisted"


S = State

PRODUCT = Lifecycle(
    states=State,
    start=S.DRAFT,
    final=(),
    moves=[
        move("submit", [S.DRAFT, S.REJECTED], S.UNDER_REVIEW, Actor.SELLER, "ProductSubmitted", "nothing is missing"),
        move("approve", [S.UNDER_REVIEW], S.APPROVED, Actor.OPERATOR | Actor.SYSTEM, "ProductApproved"),
        move("reject", [S.UNDER_REVIEW], S.REJECTED, Actor.OPERATOR | Actor.SYSTEM, "ProductRejected", "a reason"),
        move("revise", [S.APPROVED], S.UNDER_REVIEW, Actor.SELLER, "ProductSubmitted", "another category"),
        move("delist", [S.APPROVED], S.DELISTED, Actor.SELLER | Actor.OPERATOR | Actor.SYSTEM, "ProductDelisted"),
        move("relist", [S.DELISTED], S.APPROVED, Actor.SELLER | Actor.OPERATOR, "ProductApproved",
             "a seller may bring back only what a seller took off"),
        move("rework", [S.DELISTED], S.DRAFT, Actor.SELLER, "", "the operator took it off, or it has another category"),
    ],
)  # fmt: skip


class RevisionState(StrEnum):
    """States of new words and pictures of a product that stays on sale with the approved ones."""

    WAITING = "waiting"
    REJECTED = "rejected"  # with a reason
    APPROVED = "approved"  # it became the product
    DROPPED = "dropped"  # its people went back to what is approved, or the product is looked at as a whole


R = RevisionState

REVISION = Lifecycle(
    states=RevisionState,
    start=R.WAITING,
    final=(R.APPROVED, R.DROPPED),
    moves=[
        move("hand_in_again", [R.REJECTED], R.WAITING, Actor.SELLER, "", "words or pictures changed again"),
        move("approve", [R.WAITING], R.APPROVED, Actor.OPERATOR | Actor.SYSTEM, "ProductChanged"),
        move("reject", [R.WAITING], R.REJECTED, Actor.OPERATOR | Actor.SYSTEM, "", "a reason"),
        move("drop", [R.WAITING, R.REJECTED], R.DROPPED, Actor.SELLER | Actor.SYSTEM),
    ],
)
