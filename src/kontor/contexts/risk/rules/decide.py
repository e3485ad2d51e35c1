"""The one function that decides about a registration or a sign-in (ACC-30, ACC-31). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kontor.contexts.risk.rules.attempt import Attempt, Occasion
from kontor.contexts.risk.rules.company import Company, company_of
from kontor.contexts.risk.rules.decision import Decision, hardest
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.reasons import REASONS, Mechanism
from kontor.contexts.risk.rules.seen import Before
from kontor.contexts.risk.rules.style import inhuman, pasted_throughout
from kontor.contexts.risk.rules.traces import Mark
from kontor.contexts.risk.rules.weights import Weights

EU = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
IDENTITY_COUNTRIES = frozenset(("US", "CA", "AU", *EU))
"""Where a virtual number triggers an identity check (ACC-32): the US, Canada, Australia, the EU's member states."""

_SLACK = 5  # seconds by which a browser's and our measure of time may differ


@dataclass(frozen=True, slots=True)
class Finding:
    """A reason that holds: how often, and the points it brought."""

    code: str
    times: int
    points: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided, and why.

    Attributes:
        scores: of each mechanism, in the order of `Mechanism`.
        identity: the account has to wait for an identity check (ACC-32).
        velocity: too many from one device or address cluster (ACC-31).
        cluster: like machines at this address are a cluster, no crowd: they count for ACC-31.
        ties: accounts to which this one belongs, each with the kind of trace that says so.
    """

    decision: Decision
    score: int
    scores: dict[Mechanism, int]
    findings: tuple[Finding, ...]
    identity: bool
    velocity: bool
    cluster: bool
    ties: dict[object, TraceKind]


def decide(attempt: Attempt, mark: Mark, before: Before, weights: Weights) -> Verdict:
    """Judge `attempt` by what was seen before.

    A sign-in is never held: its account exists, and its owner must not be locked out of it by a crowd; at worst it
    is challenged.
    """
    company = company_of(mark, before, weights)
    joining = attempt.occasion is Occasion.REGISTRATION
    velocity = joining and max(company.device_today, company.cluster_today) >= weights.per_cluster
    identity = joining and attempt.contact.virtual and attempt.country in IDENTITY_COUNTRIES
    held_true = [*_findings(attempt, company, weights), ("too_many", int(velocity))]
    findings = tuple(
        Finding(code, times, weights.points[code] * min(times, REASONS[code].most))
        for code, times in held_true
        if times > 0 and weights.points[code] > 0
    )
    scores = dict.fromkeys(Mechanism, 0)
    for finding in findings:
        scores[REASONS[finding.code].mechanism] += finding.points
    score = sum(scores.values())
    decision = _by_score(score, weights)
    if velocity or identity:
        decision = hardest(decision, Decision.HOLD)
    if not joining and decision is not Decision.ALLOW:
        decision = Decision.CHALLENGE
    return Verdict(decision, score, scores, findings, identity, velocity, company.cluster, company.ties)


def _by_score(score: int, weights: Weights) -> Decision:
    if score >= weights.refuse_at:
        return Decision.REFUSE
    if score >= weights.hold_at:
        return Decision.HOLD
    return Decision.CHALLENGE if score >= weights.challenge_at else Decision.ALLOW


def _findings(attempt: Attempt, company: Company, weights: Weights) -> Iterator[tuple[str, int]]:
    yield "device_again", company.device
    yield "cookie_gone", int(not attempt.device.cookie)
    yield "no_script", int(attempt.behaviour is None and not attempt.unreadable)
    yield "machine_again", company.machine
    yield "rhythm_here", company.hand_here
    yield "address_crowded", int(company.cluster_today >= max(weights.per_cluster - 1, 2))
    if attempt.occasion is Occasion.SIGN_IN:
        return
    yield "day_after_day", int(company.workshop > 0)
    yield from _of_behaviour(attempt, company, weights)
    yield "virtual_number", int(attempt.contact.virtual)
    yield "block_again" if attempt.contact.by_phone else "domain_again", company.contact_today


def _of_behaviour(attempt: Attempt, company: Company, weights: Weights) -> Iterator[tuple[str, int]]:
    yield "unreadable", int(attempt.unreadable)
    yield "too_fast", int(0 < attempt.page_seconds < weights.fastest_form)
    yield "copied", int(company.copies > 0)
    behaviour = attempt.behaviour
    if behaviour is None:
        return
    yield "scripted", int(behaviour.scripted)
    yield "rhythm_again", company.hand_today
    yield "even_hand", int(inhuman(behaviour, fastest_gap=weights.fastest_gap))
    yield "from_a_list", int(pasted_throughout(behaviour))
    yield "straight_in", int(behaviour.pages == 0)
    yield "clock_wrong", int(attempt.page_seconds > 0 and behaviour.seconds > attempt.page_seconds + _SLACK)
