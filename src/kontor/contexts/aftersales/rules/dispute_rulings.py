"""Rulings by template: what each gives the buyer, computed from the case (OPR-04). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kontor.kernel.money import Money
from kontor.kernel.text import mark as _

_WHOLE = 100  # per cent


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the amounts are computed from; `asked`, `offered`: proposals that stand, None where none does."""

    paid: Money
    goods: Money
    asked: Money | None
    offered: Money | None
    half: int  # per cent
    small: int


@dataclass(frozen=True, slots=True)
class Template:
    """One ruling.

    Attributes:
        name: permanent.
        label: of its button, marked for translation.
        basis: what the amount is computed from; see `amount`.
        fault: whom it blames: seller, buyer, carrier or nobody.
        reasons: sentences that both sides read, marked for translation.
    """

    name: str
    label: str
    basis: str
    fault: str
    with_return: bool = False
    tone: str = "plain"
    reasons: tuple[str, ...] = ()


TEMPLATES: Sequence[Template] = (
    Template(
        "full", _("Full refund"), "paid", "seller", tone="primary",
        reasons=(
            _("The parcel was not delivered within the promised time."),
            _("The pictures show other goods than were sold."),
        ),
    ),
    Template(
        "full_carrier", _("Full refund, nobody's fault"), "paid", "carrier",
        reasons=(_("The carrier lost the parcel. The seller sent it in time."),),
    ),
    Template(
        "full_return", _("Full refund when the goods are back"), "paid", "seller", with_return=True, tone="primary",
        reasons=(_("The goods are not as described. The buyer sends them back and gets everything that was paid."),),
    ),
    Template(
        "goods_return", _("Price of the goods when they are back"), "goods", "nobody", with_return=True,
        reasons=(_("The goods are as described, and the seller takes them back. The freight is not refunded."),),
    ),
    Template(
        "half", _("Divide the loss"), "half", "nobody",
        reasons=(_("Both sides have a part in what went wrong."),),
    ),
    Template(
        "small", _("Small compensation"), "small", "seller",
        reasons=(_("The goods can be used, with a fault that was not described."),),
    ),
    Template("asked", _("As the buyer proposes"), "asked", "seller", reasons=(_("What the buyer asks for is fair."),)),
    Template("offered", _("As the seller proposes"), "offered", "nobody", reasons=(_("The seller's offer is fair."),)),
    Template(
        "nothing", _("No refund"), "nothing", "buyer", tone="danger",
        reasons=(
            _("The carrier proves that the parcel was delivered to the buyer's address."),
            _("The goods are as they were described."),
            _("There are no pictures that show the fault."),
        ),
    ),
)  # fmt: skip
BY_NAME = {template.name: template for template in TEMPLATES}


def amount(template: Template, facts: Facts) -> Money | None:
    """What the buyer gets; None where the template does not fit: nobody has made that proposal."""
    of = {
        "paid": facts.paid,
        "goods": facts.goods,
        "half": facts.paid.share(facts.half * _WHOLE),
        "small": facts.paid.share(facts.small * _WHOLE),
        "asked": facts.asked,
        "offered": facts.offered,
        "nothing": Money.zero(facts.paid.currency),
    }
    return of[template.basis]


def may_appeal(side: str, *, back: Money, asked: Money | None) -> bool:
    """Whether a ruling takes something from `side`, against which it may appeal: who gets all has no reason to."""
    if side == "seller":
        return bool(back)
    return asked is None or back < asked
