"""Why a buyer disputes: two kinds, and the reasons under each."""

from __future__ import annotations

from collections.abc import Mapping

from kontor.kernel.text import mark as _

NOT_RECEIVED, NOT_AS_DESCRIBED = "not_received", "not_as_described"

KINDS: Mapping[str, str] = {
    NOT_RECEIVED: _("I have not received the goods"),
    NOT_AS_DESCRIBED: _("The goods are not as described"),
}
KIND_NAMES: Mapping[str, str] = {
    NOT_RECEIVED: _("Not received"),
    NOT_AS_DESCRIBED: _("Not as described"),
}
REASONS: Mapping[str, Mapping[str, str]] = {
    NOT_RECEIVED: {
        "late": _("The delivery time is over"),
        "lost": _("The carrier says that the parcel is lost or came back"),
        "not_mine": _("It counts as delivered, but I do not have it"),
        "part_missing": _("A part of the order is missing"),
    },
    NOT_AS_DESCRIBED: {
        "wrong_goods": _("Other goods than I ordered"),
        "broken": _("Broken or damaged"),
        "faulty": _("It does not work as described"),
        "wrong_size": _("Wrong size, colour or material"),
        "fake": _("I think that it is a counterfeit"),
        "fewer": _("Fewer pieces than ordered"),
    },
}
ALL_REASONS: Mapping[str, str] = {name: words for group in REASONS.values() for name, words in group.items()}


def fits(kind: str, reason: str) -> bool:
    """Whether the reason is one of the kind."""
    return reason in REASONS.get(kind, {})


def needs_evidence(kind: str) -> bool:
    """Whether a picture must be shown: goods that are there can be shown, goods that are not cannot."""
    return kind == NOT_AS_DESCRIBED
