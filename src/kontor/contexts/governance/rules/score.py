"""The service score: what it is made of, and the formula (MSG-18)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kontor.contexts.governance import policy
from kontor.kernel.policy import Policy
from kontor.kernel.text import mark as _

BEST, FIVE_STARS, _BASIS = 100, 500, 10_000


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of a store. Shares in hundredths of a per cent, stars in hundredths; None: too little to tell.

    Attributes:
        late_bp: of the orders that had to be shipped, those shipped too late or not yet.
        disputes_bp: disputes that were not withdrawn, of completed and disputed orders.
        points: of violations in force.
        slow_bp, unanswered_bp: of the buyers who waited for an answer, those who waited too long (MSG-06, MSG-07).
        stopped: messages that the policy stopped; each costs a fixed part of the whole (MSG-10).
    """

    late_bp: int | None
    disputes_bp: int | None
    points: int
    described: int | None
    communication: int | None
    speed: int | None
    slow_bp: int | None = None
    unanswered_bp: int | None = None
    stopped: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What was measured, what it is worth from 0 to 100 (None: it cannot be told, and weighs nothing), its weight."""

    code: str
    value: int | None
    score: int | None
    weight: int


NAMES: Mapping[str, str] = {
    "late": _("Late shipments"),
    "disputes": _("Disputes"),
    "violations": _("Violations"),
    "described": _("Item as described"),
    "communication": _("Communication"),
    "speed": _("Shipping speed"),
    "slow": _("Slow responses"),
    "unanswered": _("Unanswered messages"),
    "messages": _("Messages stopped by the policy"),
}


def parts_of(measured: Measured) -> Sequence[Part]:
    """The parts of the score, each by its own line between its worst and its best."""
    stars = policy.STARS_WORST.int()

    def share(code: str, value: int | None, worst: Policy, weight: Policy) -> Part:
        return Part(code, value, _falling(value, worst.int() * _BASIS // BEST), weight.int())

    def rated(code: str, value: int | None, weight: Policy) -> Part:
        return Part(code, value, _rising(value, stars), weight.int())

    return (
        share("late", measured.late_bp, policy.LATE_WORST, policy.WEIGHT_LATE),
        share("disputes", measured.disputes_bp, policy.DISPUTES_WORST, policy.WEIGHT_DISPUTES),
        Part("violations", measured.points, _falling(measured.points, policy.POINTS_WORST.int()),
             policy.WEIGHT_VIOLATIONS.int()),
        rated("described", measured.described, policy.WEIGHT_DESCRIBED),
        rated("communication", measured.communication, policy.WEIGHT_COMMUNICATION),
        rated("speed", measured.speed, policy.WEIGHT_SPEED),
        share("slow", measured.slow_bp, policy.SLOW_WORST, policy.WEIGHT_SLOW),
        share("unanswered", measured.unanswered_bp, policy.UNANSWERED_WORST, policy.WEIGHT_UNANSWERED),
        Part("messages", measured.stopped, None, 0),
    )  # fmt: skip


def score_of(parts: Sequence[Part]) -> Decimal | None:
    """The weighted mean of the parts that can be told, half up, less what stopped messages cost, with one decimal.

    None while nothing but violations can be told.
    """
    told = [(part.score, part.weight) for part in parts if part.score is not None]
    weight = sum(each for _score, each in told)
    if not weight or not any(part.score is not None for part in parts if part.code != "violations"):
        return None
    mean = (2 * sum(score * each for score, each in told) + weight) // (2 * weight)
    stopped = sum(part.value or 0 for part in parts if part.code == "messages")
    return max(Decimal(0), mean - cost_of(stopped))


def cost_of(stopped: int) -> Decimal:
    """What so many messages that the policy stopped cost of the service score (MSG-10)."""
    return (stopped * policy.MESSAGE_COSTS.decimal()).quantize(Decimal("0.1"))


def _falling(value: int | None, worst: int) -> int | None:
    """100 at nothing, 0 from `worst` on."""
    return None if value is None else max(0, BEST - value * BEST // worst)


def _rising(value: int | None, worst: int) -> int | None:
    """0 up to `worst`, 100 at five stars."""
    return None if value is None else max(0, (value - worst) * BEST // (FIVE_STARS - worst))
