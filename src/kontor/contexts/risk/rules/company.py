"""In whose company an attempt comes: crowds told from clusters (ACC-31). Pure.

An address, a model of phone and a way of typing are each shared by honest people. What they do not share is two of
them again and again: one machine *and* one hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from kontor.contexts.risk.rules.kinds import MOST, TraceKind
from kontor.contexts.risk.rules.likeness import (
    BY_CHANCE,
    BY_CHANCE_HERE,
    DOUBT_OF_MACHINE,
    LEAST,
    MONTH,
    MOST_OF_MACHINE,
    SAME_MACHINE,
    Likeness,
    purely,
)  # fmt: skip
from kontor.contexts.risk.rules.seen import DAY, Before, Other
from kontor.contexts.risk.rules.style import NO_HAND, alike
from kontor.contexts.risk.rules.traces import Mark
from kontor.contexts.risk.rules.weights import Weights

_CONTACT_DAY = 4  # accounts of a day with one mail domain or block of numbers before it is worth a word
FEWEST_A_DAY = 20  # registrations, for counting strangers where there are hardly any
WEEK = 7 * 24  # hours
_UNLIKELY = 0.0005  # that many strangers as alike as that come by: then they are suspect
_BURSTS = 1, 3  # days in which so many are too many
_SPANS = 1, 3, 7, 30  # days in which a farm may work: a burst, or drop by drop
_WORKING_DAYS = 3  # in a week
_NEAR = 3 * 24  # hours: a farm that has been silent for longer is no second trace
_MACHINE_LINK, _STRICTER = 2, 4  # others elsewhere on one machine with one hand; a few are soon found by chance
AS_ALIKE = 2.0  # nats: who is less alike than the likest by more is of another farm that only resembles this one


@dataclass(slots=True)
class Company:
    """How many others are like this one. All counts are of accounts.

    Attributes:
        device: with the same device; `device_today`: of the last 24 hours.
        cluster_today: of the last 24 hours at this address with the same machine or hand, if they are no crowd.
        cluster: like machines here are a cluster, no crowd.
        machine: on the same fingerprint or hardware, with the same hand.
        hand_here: at this address, with the same hand and machine.
        hand_today: other addresses at which the same hand registers today, where they are a burst.
        copies: with the same events to the millisecond.
        workshop: days of the last week on which like machines register at this address again and again.
        contact_today: of the last 24 hours with the same rare mail domain or the same block of numbers.
        ties: see `decide.Verdict`.
    """

    device: int = 0
    device_today: int = 0
    cluster_today: int = 0
    cluster: bool = False
    machine: int = 0
    hand_here: int = 0
    hand_today: int = 0
    copies: int = 0
    workshop: int = 0
    contact_today: int = 0
    ties: dict[object, TraceKind] = field(default_factory=dict)


def company_of(mark: Mark, before: Before, weights: Weights) -> Company:
    """Count those who are like `mark`, and tie those who belong to it."""
    company = Company()
    devices = before.get(TraceKind.DEVICE, ())
    company.device, company.device_today = len(devices), _today(devices)
    same = [other for other in devices if alike(other.hand, mark.hand)]
    recent = [other for other in devices if other.hours <= _NEAR]  # a public machine has many hands, too, but not soon
    _tie(company, TraceKind.DEVICE, recent, weights.household)
    _tie(company, TraceKind.DEVICE, same, weights.link_device)
    copies = before.get(TraceKind.COPY, ())
    company.copies = len(copies)
    _tie(company, TraceKind.COPY, copies, 1)
    measure = Likeness(mark.hand, mark.habits, weights.usual)
    _of_address(company, mark, before, weights, measure)
    _of_machine(company, mark, before, weights, measure)
    _elsewhere(company, mark, before, weights, measure)
    _of_contact(company, before)
    return company


def _of_address(company: Company, mark: Mark, before: Before, weights: Weights, measure: Likeness) -> None:
    """Many at one address are a crowd with many hands, a household with one helping hand, or a farm.

    A household keeps its browser's cookie, and is small. Whoever comes from one machine with one hand and another
    cookie each time has thrown it away.
    """
    here = before.get(TraceKind.ADDRESS, ())
    machines = [other for other in here if other.machine == mark.machine]
    if mark.hand > NO_HAND:
        kept = {other.who for other in before.get(TraceKind.DEVICE, ())}
        found = _alike_here(machines, measure, weights.neighbours_among)
        dropped = [other for other in found if other.who not in kept]
        if len(found) < weights.household and weights.usual.many >= LEAST:
            others = _alike_here(here, measure, weights.neighbours_among)
            found = others if len(others) >= weights.household else found
        company.hand_here = max(len(found) - weights.household + 1, len(dropped))
        _tie(company, TraceKind.ADDRESS, found, 1)
    company.workshop = _works_daily(machines, here, weights)
    if company.workshop:
        _tie(company, TraceKind.ADDRESS, machines, 1)
    same = [other for other in machines if alike(other.hand, mark.hand)]
    mostly = _today(machines) * 100 >= weights.crowd_share * _today(here)
    company.cluster = mostly and len(same) * 3 >= len(machines)
    company.cluster_today = max(
        _today(machines) if company.cluster else 0,
        _today(same) if company.hand_here else 0,
    )


def _works_daily(machines: Sequence[Other], here: Sequence[Other], weights: Weights) -> int:
    """On how many days of the last week a like machine registers again and again at an address that has hardly others.

    A class or an office joins on one day, a public machine brings one now and then; who does it for a living comes
    back, whoever of several types. 0 where the days are too few, or others come from there as well.
    """
    week = [other for other in machines if other.joined and other.hours < WEEK]
    others = sum(other.joined and other.hours < WEEK for other in here)
    a_day = Counter(other.hours // DAY for other in week)
    days = sum(many >= weights.per_cluster for many in a_day.values())
    return days if days >= _WORKING_DAYS and len(week) * 100 >= weights.crowd_share * others else 0


def _of_machine(company: Company, mark: Mark, before: Before, weights: Weights, measure: Likeness) -> None:
    """A model that many have shows many hands; one machine that comes back from elsewhere shows one."""
    if mark.hand <= NO_HAND:
        return
    for kind in (TraceKind.FINGERPRINT, TraceKind.HARDWARE):
        others = before.get(kind, ())
        found = [
            other
            for other in _alike_here(others, measure, weights.strangers_among / _STRICTER)
            if other.place != mark.place
        ]
        if len(found) >= _MACHINE_LINK and any(other.hours <= _NEAR for other in found):
            company.machine = max(company.machine, len(found))
            _tie(company, kind, found, 1)


def _alike_here(others: Sequence[Other], measure: Likeness, impure: float) -> list[Other]:
    """Those of one place with the same hand, as far as hardly any of the rest would be as alike by chance."""
    known = [other for other in others if other.hand > NO_HAND]
    found = sorted(((measure.to_hand(other.hand), other) for other in known), key=lambda each: -each[0])
    return [other for _, other in purely(found, len(others), impure, by_chance=BY_CHANCE_HERE)]


def _elsewhere(company: Company, mark: Mark, before: Before, weights: Weights, measure: Likeness) -> None:
    """The same hand and habits at other addresses: more of a day, or of a week, than strangers make by chance.

    What is found is the weakest link: it only ties those whom nothing else does.
    """
    if weights.usual.many < LEAST:
        return  # too young to know what is usual
    found, machine = remote_of(mark, before, weights, measure)
    a_day = max(weights.day_volume, weights.usual.month / MONTH, FEWEST_A_DAY)
    for days in _SPANS:
        late = [each for each in found if each[1].hours <= days * DAY]
        if days in _BURSTS:
            suspects = purely(late, a_day * days, weights.strangers_held, by_chance=BY_CHANCE, unlikely=_UNLIKELY)
            company.hand_today = max(company.hand_today, places_of(suspects))
        pure = purely(late, a_day * days, weights.strangers_among, by_chance=BY_CHANCE)
        same = [other for _, other in pure if other.who in machine]
        if len(pure) >= weights.link_hand:
            company.machine = max(company.machine, len(same))
        if places_of(pure) >= weights.link_hand and not company.ties:
            likest = [other for likeness, other in pure if likeness >= pure[0][0] - AS_ALIKE]
            _tie(company, TraceKind.HARDWARE if same else TraceKind.STYLE, same or likest, 1)


def places_of(found: Sequence[tuple[float, Other]]) -> int:
    """Many at one address are another farm that only is alike: they count as one."""
    return len({other.place for _, other in found})


def remote_of(
    mark: Mark, before: Before, weights: Weights, measure: Likeness, *, within: float = WEEK
) -> tuple[list[tuple[float, Other]], set[object]]:
    """Who registered at other addresses, the likest first; and who of them on a like machine.

    Args:
        within: hours; of those who share no machine, only who came since.
    """
    bonus: dict[object, float] = {}
    others: dict[object, Other] = {}
    for kind in (TraceKind.FINGERPRINT, TraceKind.HARDWARE):
        of_machine = before.get(kind, ())
        gain = _worth_of_machine(of_machine, kind, weights)
        bonus |= {other.who: max(gain, bonus.get(other.who, 0.0)) for other in of_machine}
        others |= {other.who: other for other in of_machine}
    for kind in (TraceKind.STYLE, TraceKind.HABITS, TraceKind.CONTACT):
        others |= {other.who: other for other in before.get(kind, ()) if other.hours <= within}
    found = [
        (measure.to(other.hand, other.habits, machine=bonus.get(other.who, 0.0)), other)
        for other in others.values()
        if other.joined and other.place != mark.place
    ]
    found = [each for each in found if each[0] > 0]
    return sorted(found, key=lambda each: -each[0]), set(bonus)


def _worth_of_machine(others: Sequence[Other], kind: TraceKind, weights: Weights) -> float:
    """What it says to have the machine of these: little for a model that many have."""
    days = max(others[-1].hours / DAY, 0.1) if len(others) >= MOST[kind] else MONTH
    share = (len(others) * MONTH / min(days, MONTH) + 1) / (weights.usual.month + DOUBT_OF_MACHINE)
    return min(max(log(SAME_MACHINE / share), 0.0), MOST_OF_MACHINE)


def _of_contact(company: Company, before: Before) -> None:
    others = before.get(TraceKind.CONTACT, ())
    today = _today(others)
    if today >= _CONTACT_DAY and len(others) < MOST[TraceKind.CONTACT] and today > len(others) - today:
        company.contact_today = today


def _today(others: Sequence[Other]) -> int:
    return sum(other.today for other in others)


def _tie(company: Company, kind: TraceKind, others: Sequence[Other], least: int) -> None:
    if len(others) >= least:
        for other in others:
            company.ties.setdefault(other.who, kind)
