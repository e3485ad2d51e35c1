"""The declared table of offences (OPR-03): what each costs, what follows from it, and the sentence that tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kontor.contexts.governance import policy
from kontor.kernel.policy import Policy
from kontor.kernel.text import mark as _


class Follows(StrEnum):
    """What a violation can lead to."""

    FREEZE = "freeze"  # no messages to buyers for a time
    DELISTING = "delisting"  # the named goods go off sale
    HIDING = "hiding"  # nobody finds or buys the store's goods for a time
    CLOSURE = "closure"  # the store is closed


FOLLOWS: Mapping[Follows, str] = {
    Follows.FREEZE: _("No messages to buyers"),
    Follows.DELISTING: _("Goods taken off sale"),
    Follows.HIDING: _("Store hidden"),
    Follows.CLOSURE: _("Store closed"),
}


@dataclass(frozen=True, slots=True)
class Offence:
    """One row of the table.

    Attributes:
        code: permanent.
        title: in a few words, marked for translation.
        sentence: what the store did, addressed to its people, marked for translation.
        points: how many it costs.
        follows: what follows at once, or None.
        days: for how long at most; None for what has no end of its own.
        rule: the rule of the house that it breaks.
        timed: Kontor records it by itself; the operator can do so too.
    """

    code: str
    title: str
    sentence: str
    points: Policy
    follows: Follows | None = None
    days: Policy | None = None
    rule: str = "OPR-03"
    timed: bool = False


_TABLE = (
    Offence(
        "data_read", _("Buyers' data read by technical means"),
        _("Pages with data of buyers were opened by technical means, or without an order that needed it."),
        policy.POINTS_DATA_READ, Follows.HIDING, policy.HIDDEN_LONG, rule="ACC-41", timed=True,
    ),
    Offence(
        "data_coaxed", _("Buyers asked for their data"),
        _("A buyer was asked for an address, a phone number or papers that the order does not need."),
        policy.POINTS_DATA_COAXED, Follows.FREEZE, policy.FROZEN_FOR, rule="ACC-41",
    ),
    Offence(
        "off_market", _("Buyers led out of the market"),
        _("A buyer was asked to write, buy or pay somewhere else."),
        policy.POINTS_OFF_MARKET, Follows.FREEZE, policy.FROZEN_FOR,
    ),
    Offence(
        "abuse", _("A buyer was insulted or threatened"),
        _("A buyer was insulted, threatened or pressed in a message or an answer."),
        policy.POINTS_ABUSE, Follows.FREEZE, policy.FROZEN_FOR,
    ),
    Offence(
        "fake_orders", _("Orders by the store's own people"),
        _("Accounts that belong to people of the store bought its goods to make them look sought after."),
        policy.POINTS_FAKE_ORDERS, Follows.HIDING, policy.HIDDEN_SHORT, rule="ACC-35",
    ),
    Offence(
        "false_reviews", _("Reviews that are not honest"),
        _("Reviews were bought, exchanged, or written by people of the store."), policy.POINTS_FALSE_REVIEWS,
    ),
    Offence(
        "false_tracking", _("Tracking numbers of other parcels"),
        _("An order was marked as shipped with the number of a parcel that is not the order's."),
        policy.POINTS_FALSE_TRACKING,
    ),
    Offence(
        "late_shipments", _("Orders shipped too late"),
        _("Too many orders left after the time within which they had to be shipped."), policy.POINTS_LATE, timed=True,
    ),
    Offence(
        "misdescribed", _("Goods that are not as described"),
        _("What buyers get is not what the product's words and pictures promise."),
        policy.POINTS_MISDESCRIBED, Follows.DELISTING,
    ),
    Offence(
        "infringing", _("Goods that copy a brand or a work"),
        _("The goods use somebody's brand, design or pictures without permission."),
        policy.POINTS_INFRINGING, Follows.DELISTING,
    ),
    Offence(
        "forbidden_goods", _("Goods that may not be traded"),
        _("The goods may not be sold on this market."), policy.POINTS_FORBIDDEN, Follows.DELISTING,
    ),
    Offence(
        "message_policy", _("A message that leads out of the market"),
        _("A message to a buyer asked for contact or payment elsewhere. It was stopped, and costs service score."),
        policy.POINTS_MESSAGE_POLICY, rule="MSG-10", timed=True,
    ),
    Offence(
        "fraud", _("Fraud"),
        _("Money was taken for goods that were never meant to be sent."), policy.POINTS_FRAUD, Follows.CLOSURE,
    ),
)  # fmt: skip

OFFENCES: Mapping[str, Offence] = {offence.code: offence for offence in _TABLE}
