"""The figures of the cart."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

LINES_AT_MOST = Policy(
    name="checkout.lines_at_most",
    default=100,
    unit=Unit.COUNT,
    low=1,
    high=500,
    sentence=_("A cart holds at most this many different goods."),
    rule="TRD-05",
)
UNITS_AT_MOST = Policy(
    name="checkout.units_at_most",
    default=999,
    unit=Unit.COUNT,
    low=1,
    high=99_999,
    sentence=_("A line of a cart holds at most this many units."),
    rule="TRD-05",
)
NOTE_AT_MOST = Policy(
    name="checkout.note_at_most",
    default=500,
    unit=Unit.CHARACTERS,
    low=0,
    high=5_000,
    sentence=_("The note to a store is at most this long."),
    rule="TRD-05",
)
NOTE_REQUIRED_IN = Policy(
    name="checkout.note_required_in", default="ES FR BR", unit=Unit.TEXT,
    sentence=_("Who orders from a phone writes a note to each store, when it is delivered to these countries."),
    rule="MSG-02", article="003",
)  # fmt: skip
