"""A business on its way to being verified, and the stages of which that is made (SEL-01). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kontor.kernel.lifecycle import Actor, Lifecycle, move
from kontor.kernel.text import mark as _


class BusinessState(StrEnum):
    """Where a business stands."""

    DRAFT = "draft"  # its person fills in stages, in one evening or in many
    REVIEW = "review"  # a reviewer looks at it
    SENT_BACK = "sent_back"  # some stages are to be done again
    VERIFIED = "verified"
    REFUSED = "refused"


class StageState(StrEnum):
    """Where one stage stands."""

    OPEN = "open"  # something is missing
    READY = "ready"  # all is there; it goes along when the business is handed in
    REVIEW = "review"
    SENT_BACK = "sent_back"  # with a reason; only such stages are done again
    ACCEPTED = "accepted"


class Stage(StrEnum):
    """The stages, in the order in which people are led through them."""

    TYPE = "type"
    LICENCE = "licence"
    PERSON = "person"
    PAYOUT = "payout"
    CONTACTS = "contacts"
    TAX = "tax"
    STORE = "store"
    BRAND = "brand"


OF_BUSINESS = (Stage.TYPE, Stage.LICENCE, Stage.PERSON, Stage.PAYOUT, Stage.CONTACTS, Stage.TAX)
"""What is handed in together and looked at by one reviewer. A store is opened and verified beside it."""

STAGE_NAMES: Mapping[Stage, str] = {
    Stage.TYPE: _("Business"),
    Stage.LICENCE: _("Licence"),
    Stage.PERSON: _("Person"),
    Stage.PAYOUT: _("Payout account"),
    Stage.CONTACTS: _("Contacts"),
    Stage.TAX: _("Taxes"),
    Stage.STORE: _("Store"),
    Stage.BRAND: _("Brand"),
}

_SELLER, _OPERATOR = Actor.SELLER, Actor.OPERATOR
_D, _R, _B, _V = BusinessState.DRAFT, BusinessState.REVIEW, BusinessState.SENT_BACK, BusinessState.VERIFIED

BUSINESS = Lifecycle(
    states=BusinessState,
    start=_D,
    final=[BusinessState.REFUSED],
    moves=[
        move("hand_in", [_D, _B], _R, _SELLER, guard="every stage is ready or accepted"),
        move("approve", [_R], _V, _OPERATOR, event="sellers.business_decided"),
        move("send_back", [_R], _B, _OPERATOR, event="sellers.business_decided", guard="a stage says what to do"),
        move("refuse", [_R], BusinessState.REFUSED, _OPERATOR, event="sellers.business_decided",
             guard="it was never verified"),
        move("change", [_V], _D, _SELLER, guard="what holds goes on to hold until the change is approved"),
        move("decline", [_R], _V, _OPERATOR, event="sellers.business_decided", guard="it was verified before"),
    ],
)  # fmt: skip
"""A verified business that changes something is looked at again; its stores go on meanwhile, by what was verified."""

STAGE = Lifecycle(
    states=StageState,
    start=StageState.OPEN,
    final=[],
    moves=[
        move("fill", [StageState.OPEN, StageState.READY, StageState.SENT_BACK], StageState.READY, _SELLER),
        move("leave", [StageState.OPEN, StageState.READY], StageState.OPEN, _SELLER, guard="something is missing"),
        move("hand_in", [StageState.READY], StageState.REVIEW, _SELLER),
        move("accept", [StageState.REVIEW], StageState.ACCEPTED, _OPERATOR),
        move("send_back", [StageState.REVIEW], StageState.SENT_BACK, _OPERATOR, guard="with a reason"),
        move("reopen", [StageState.ACCEPTED], StageState.OPEN, _SELLER, guard="changed, or another type asks more"),
    ],
)  # fmt: skip
