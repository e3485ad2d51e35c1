"""The declared rules as people read them: nobody should learn of them only when they have broken one. Public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from kontor.contexts.governance.rules.offences import FOLLOWS, OFFENCES, Offence
from kontor.contexts.governance.rules.points import thresholds


@dataclass(frozen=True, slots=True)
class Rule:
    """One offence in the reader's language; `follows` is "" where nothing else does, `days` 0 where it has no end."""

    code: str
    title: str
    sentence: str
    points: int
    follows: str
    days: int

    @property
    def option(self) -> str:
        """What a list to choose from calls it."""
        words = {"title": self.title, "points": self.points, "follows": self.follows}
        if not self.follows:
            return gettext("%(title)s (%(points)s points)") % words
        return gettext("%(title)s (%(points)s points, %(follows)s)") % words


@dataclass(frozen=True, slots=True)
class Step:
    """A sum of points at which something more follows."""

    points: int
    follows: str
    days: int


def rules() -> Sequence[Rule]:
    """All offences, with what they cost now."""
    return [_rule(offence) for offence in OFFENCES.values()]


def steps() -> Sequence[Step]:
    """The thresholds, the lowest first."""
    return [Step(each.points, gettext(FOLLOWS[each.follows]), each.days or 0) for each in thresholds()]


def _rule(offence: Offence) -> Rule:
    return Rule(
        offence.code, gettext(offence.title), gettext(offence.sentence), offence.points.int(),
        gettext(FOLLOWS[offence.follows]) if offence.follows else "", offence.days.int() if offence.days else 0,
    )  # fmt: skip
