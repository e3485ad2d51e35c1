"""An attempt and what is decided about it, between looking and keeping."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from kontor.contexts.risk import looking, policy
from kontor.contexts.risk.rules.attempt import Attempt, Occasion
from kontor.contexts.risk.rules.decide import Verdict, decide
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.traces import Mark, mark_of
from kontor.contexts.risk.rules.weights import Weights


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything that `keep_judgement` keeps of it."""

    attempt: Attempt
    mark: Mark
    verdict: Verdict
    weights: Weights


def judge(attempt: Attempt, *, account_id: object = None) -> Judged:
    """Decide about `attempt` (ACC-30). One statement; nothing is written.

    Args:
        account_id: whose sign-in it is. Its own traces do not speak against it, and a device from which it signed in
            before speaks for it: such a sign-in is allowed, whoever else uses the device.
    """
    weights = policy.weights(looking.day_volume(attempt.at), looking.usual(attempt.at))
    mark = mark_of(attempt, secret=settings.SECRET_KEY)
    before = looking.before(mark, attempt.at)
    if account_id is not None and attempt.occasion is Occasion.SIGN_IN:
        known = any(other.who == account_id for other in before.get(TraceKind.DEVICE, ()))
        others = {} if known else {
            kind: [other for other in found if other.who != account_id] for kind, found in before.items()
        }  # fmt: skip
        return Judged(attempt, mark, decide(attempt, mark, others, weights), weights)
    return Judged(attempt, mark, decide(attempt, mark, before, weights), weights)
