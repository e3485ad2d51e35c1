"""Kinds of review: what is decided, how, and what the reviewer sees."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.kernel.viewer import Operator
from kontor.platform.reviews.evidence import Evidence

if TYPE_CHECKING:
    from kontor.platform.reviews.models import ReviewItem

TONES = ("primary", "plain", "danger")
WITHDRAWN = "withdrawn"  # how an item ends whose subject went away

Decide = Callable[["ReviewItem", str, str, Operator], object]
DecideParts = Callable[["ReviewItem", str, str, Operator, Mapping[str, str]], object]
Show = Callable[["ReviewItem", Operator], Evidence]


@dataclass(frozen=True, slots=True)
class Decision:
    """One way to end a review.

    Attributes:
        name: permanent; it stands in the trail.
        label: of the button, marked for translation.
        tone: "primary" (one of a kind), "plain" or "danger".
        reasons: sentences that a reviewer can choose from, marked for translation and written for the person
            about whom it is decided.
    """

    name: str
    label: str
    tone: str = "plain"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a case that can be sent back by itself, with words of its own.

    Attributes:
        name: permanent within its case.
        title: in the reader's language.
        reasons: sentences to choose from, marked for translation and written for the person.
    """

    name: str
    title: str
    reasons: tuple[str, ...] = ()


Parts = Callable[["ReviewItem"], Sequence[Part]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One queue.

    Attributes:
        name: `context.what`, permanent.
        title: of the queue, marked for translation.
        decisions: in the order of the buttons.
        decide: called as (item, name of the decision, reason, operator) in the transaction that closes the item;
            it does what was decided and may refuse, in which case nothing has changed. It locks its own rows first.
        show: called as (item, operator) for whoever has claimed the item; returns what is to be looked at.
        guide: one or two sentences for reviewers: what to look at. Marked for translation.
        parts: called as (item): the parts of which each can be given words of its own.
        decide_parts: called in place of `decide` where there are parts, with part → words as a fifth argument.
    """

    name: str
    title: str
    decisions: tuple[Decision, ...]
    decide: Decide
    show: Show
    guide: str = ""
    parts: Parts | None = None
    decide_parts: DecideParts | None = None

    def decision(self, name: str) -> Decision | None:
        """The decision called `name`, or None."""
        return next((each for each in self.decisions if each.name == name), None)


_kinds: dict[str, Kind] = {}


def declare(
    *,
    kind: str,
    title: str,
    decisions: list[Decision],
    decide: Decide,
    show: Show,
    guide: str = "",
    parts: Parts | None = None,
    decide_parts: DecideParts | None = None,
) -> Kind:
    """Declare a queue. Call it in a context's room `reviews.py`.

    Raises:
        ValueError: the kind is declared twice, or its decisions cannot be told apart.
    """
    names = [each.name for each in decisions]
    if kind in _kinds:
        raise ValueError(f"the review {kind} is declared twice")
    if not names or len(set(names)) < len(names) or WITHDRAWN in names:
        raise ValueError(f"the review {kind} needs decisions with names of their own")
    if any(each.tone not in TONES for each in decisions):
        raise ValueError(f"the review {kind} has a decision with an unknown tone")
    if (parts is None) != (decide_parts is None):
        raise ValueError(f"the review {kind} has parts and nothing that decides on them, or the other way round")
    _kinds[kind] = Kind(kind, title, tuple(decisions), decide, show, guide, parts, decide_parts)
    return _kinds[kind]


def find(kind: str) -> Kind | None:
    """The queue called `kind`, or None."""
    return _kinds.get(kind)


def kinds() -> list[Kind]:
    """All queues, by name."""
    return sorted(_kinds.values(), key=lambda each: each.name)


def forget(kind: str) -> None:
    """Remove a queue. For tests that declare their own."""
    _kinds.pop(kind, None)
