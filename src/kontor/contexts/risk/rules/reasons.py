"""Every reason that a judgement can name: whose it is, what it weighs at first, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kontor.kernel.text import mark as _


class Mechanism(StrEnum):
    """The three that judge (ACC-30), and what the contact itself tells (ACC-32)."""

    DEVICE = "device"
    ADDRESS = "address"
    BEHAVIOUR = "behaviour"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    Attributes:
        points: what it adds to its mechanism's score, at most 100, before the operator changes it.
        most: how often its points count at most; the judgement keeps the number.
        sentence: for the operator.
    """

    code: str
    mechanism: Mechanism
    points: int
    most: int
    sentence: str


_D, _A, _B, _C = Mechanism

REASONS: dict[str, Reason] = {
    reason.code: reason
    for reason in (
        Reason("device_again", _D, 8, 6, _("Other accounts were registered with this device.")),
        Reason("machine_again", _D, 20, 5, _("Other accounts come from this machine with the same hand and habits.")),
        Reason("cookie_gone", _D, 10, 1, _("The browser kept one of our cookies and dropped the other.")),
        Reason("no_script", _D, 6, 1, _("The browser ran no script, so that little is known of it.")),
        Reason("too_many", _D, 60, 1, _("Too many accounts within 24 hours from one device or address cluster.")),
        Reason("address_crowded", _A, 25, 1, _("Nearly too many accounts of a day from this address are alike.")),
        Reason("rhythm_here", _A, 15, 5, _("The same hand registers at this address again and again.")),
        Reason("day_after_day", _A, 60, 1, _("Like machines register at this address day after day.")),
        Reason("scripted", _B, 65, 1, _("A program made events in the form.")),
        Reason("copied", _B, 75, 1, _("The form's events were sent before, to the millisecond.")),
        Reason("rhythm_again", _B, 15, 6, _("The same hand and habits register at many addresses today.")),
        Reason("even_hand", _B, 35, 1, _("The keys came faster or more evenly than fingers can.")),
        Reason("too_fast", _B, 20, 1, _("The form was filled in faster than a person can.")),
        Reason("from_a_list", _B, 14, 1, _("Name, address and password were all pasted.")),
        Reason("straight_in", _B, 3, 1, _("No page of the market was looked at before.")),
        Reason("unreadable", _B, 30, 1, _("What came in place of the script's report is not from our script.")),
        Reason("clock_wrong", _B, 25, 1, _("The reported times do not fit the time for which the page was open.")),
        Reason("virtual_number", _C, 30, 1, _("The phone number belongs to a virtual or SMS-activation service.")),
        Reason("block_again", _C, 10, 4, _("Phone numbers that stand side by side register today.")),
        Reason("domain_again", _C, 4, 4, _("Several accounts today have mailboxes of one rare domain.")),
    )
}  # fmt: skip
