"""How a dispute looks to its people: timeline, proposals, evidence, what comes next. Shared by the three faces."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from kontor.contexts.aftersales.queries.dispute_shapes import Case, CaseCard, CaseStep, ProposalView
from kontor.contexts.aftersales.rules import dispute_words as words
from kontor.contexts.aftersales.rules.dispute_reasons import ALL_REASONS, KIND_NAMES
from kontor.ui.formats import duration, moment, money

_ICONS = {
    "open": "gavel", "answer": "reply", "propose": "hand-coins", "show": "image", "escalate": "scale", "rule": "gavel",
    "take": "handshake", "appeal": "gavel", "settle_refund": "rotate-ccw", "settle_return": "undo-2",
    "settle_nothing": "scale", "send_return": "truck", "miss_return": "clock", "take_return": "package-check",
    "contest_return": "circle-alert", "withdraw": "undo-2",
}  # fmt: skip


def labels(card: CaseCard) -> dict[str, str]:
    """The words of a card: its state, kind, reason, and what time does."""
    return {
        "state": _(words.STATES[card.state]),
        "kind": _(KIND_NAMES[card.kind]),
        "reason": _(ALL_REASONS[card.reason]),
        "due": _(words.DUE[card.state]) if card.state in words.DUE else "",
        "handled": duration(card.handled_in.total_seconds()) if card.handled_in else "",
    }


def rows(cards: list[CaseCard]) -> list[dict[str, Any]]:
    """The rows of a list."""
    return [{"card": card, "words": labels(card)} for card in cards]


def would(back_zero: bool, with_return: bool) -> str:
    """What a proposal comes to, beside its amount."""
    if back_zero:
        return _("nothing goes back")
    return _("when the goods are back") if with_return else _("the goods stay with the buyer")


def timeline(case: Case) -> list[dict[str, Any]]:
    """What happened, oldest first, and where it stands."""
    made = [_step(step) for step in case.steps]
    if case.card.ended_at is None:
        made.append({"label": _(words.STATES[case.card.state]), "state": "now", "note": _due(case.card)})
    return made


def _step(step: CaseStep) -> dict[str, Any]:
    said = [_(words.SIDES[step.by])]
    if step.back is not None:
        said.append(f"{money(step.back)}, {would(not step.back, step.with_return)}")
    return {
        "label": _(words.STEPS.get(step.move, step.move)),
        "time": " · ".join([moment(step.at), *said]),
        "note": step.note,
        "state": "done",
        "icon": _ICONS.get(step.move, ""),
    }


def _due(card: CaseCard) -> str:
    if card.due_at is None or card.state not in words.DUE:
        return ""
    return f"{_(words.DUE[card.state])}: {moment(card.due_at)}"


def proposals(case: Case) -> list[dict[str, Any]]:
    """Those that stand, the newest first."""
    return [_proposal(one) for one in case.proposals if one.stands]


def _proposal(one: ProposalView) -> dict[str, Any]:
    return {
        "id": one.proposal_id,
        "side": _(words.SIDES[one.by]),
        "by": one.by,
        "back": one.back,
        "would": would(not one.back, one.with_return),
        "text": one.text,
        "at": one.made_at,
        "may_accept": one.may_accept,
    }


def evidence(case: Case, address: Callable[[UUID], str]) -> list[dict[str, Any]]:
    """What was shown. `address` gives where a picture opens."""
    return [
        {
            "side": _(words.SIDES[one.by]),
            "text": one.text,
            "src": address(one.evidence_id) if one.is_picture else "",
            "at": one.shown_at,
        }
        for one in case.evidence
    ]


def common(case: Case, address: Callable[[UUID], str]) -> dict[str, Any]:
    """The part of a page's context that all faces share."""
    return {
        "case": case,
        "card": case.card,
        "words": labels(case.card),
        "steps": timeline(case),
        "proposals": proposals(case),
        "evidence": evidence(case, address),
        "how": _(words.ENDS[case.how]) if case.how else "",
        "fault": _(words.FAULTS[case.fault]) if case.fault else "",
        "moves": case.moves,
    }
