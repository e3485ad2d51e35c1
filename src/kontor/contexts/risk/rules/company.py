"""In whose company an attempt comes: crowds told from clusters (ACC-31). Pure.

An address, a model of phone and a way of typing are each shared by honest people. What they do not share is two of
them again and again: one machine *and* one hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kontor.contexts.risk.rules.chance import of_a_day, of_so_many
from kontor.contexts.risk.rules.kinds import MOST, TraceKind
from kontor.contexts.risk.rules.seen import Before, Other
from kontor.contexts.risk.rules.style import NO_HAND, NO_SCRIPT, alike
from kontor.contexts.risk.rules.traces import Mark
from kontor.contexts.risk.rules.weights import Weights

_CONTACT_DAY = 4  # accounts of a day with one mail domain or block of numbers before it is worth a word
_HAND_DAY = 3  # other addresses of a day with like hands before they are worth a word
_HAND_LINK = 4  # of them before they are linked
_WEEK = 7 * 24  # hours: what a hand did before is its usual way
_NEAR = 3 * 24  # hours: a farm that has been silent for longer is no second trace
_SAME_HABITS = 0.0004  # chance that two strangers have like hands and like habits before the form
_TELLING, _SURE = 0.005, 0.0003  # a coincidence less likely than this is evidence; than that, a link


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
    contact_today: int = 0
    ties: dict[object, TraceKind] = field(default_factory=dict)


def company_of(mark: Mark, before: Before, weights: Weights) -> Company:
    """Count those who are like `mark`, and tie those who belong to it."""
    company = Company()
    devices = before.get(TraceKind.DEVICE, ())
    company.device, company.device_today = len(devices), _today(devices)
    same = [other for other in devices if alike(other.hand, mark.hand)]
    recent = [other for other in devices if other.hours <= _NEAR]  # a public machine has many hands, too, but not soon
    _tie(company, TraceKind.DEVICE, recent, weights.link_device)
    _tie(company, TraceKind.DEVICE, same, weights.link_hand)
    copies = before.get(TraceKind.COPY, ())
    company.copies = len(copies)
    _tie(company, TraceKind.COPY, copies, 1)
    _of_machine(company, mark, before, weights)
    _of_address(company, mark, before, weights)
    _of_hand(company, mark, before, weights)
    _of_contact(company, before)
    return company


def _of_machine(company: Company, mark: Mark, before: Before, weights: Weights) -> None:
    """A model that many have shows many hands; one machine that comes back shows one."""
    if mark.hand == NO_SCRIPT:
        return
    for kind in (TraceKind.FINGERPRINT, TraceKind.HARDWARE):
        others = [other for other in before.get(kind, ()) if other.hand > NO_HAND]
        same = [other for other in others if alike(other.hand, mark.hand, closely=kind == TraceKind.HARDWARE)]
        chance = of_so_many(len(same), len(others), weights.like_by_chance)
        if chance <= _TELLING:
            company.machine = max(company.machine, len(same))
        if chance <= _SURE:
            _tie(company, kind, _near(same, mark), weights.link_hand)


def _near(same: Sequence[Other], mark: Mark) -> list[Other]:
    """Those with the closely same hand, if one of them was at this address or within some days.

    A farm's many accounts have one hand: to be like one of them is to be like all, so their number proves no more than
    that. A link needs the second trace.
    """
    close = [other for other in same if alike(other.hand, mark.hand, closely=True)]
    near = any(other.place == mark.place or other.hours <= _NEAR for other in close)
    return close if near else []


def _of_address(company: Company, mark: Mark, before: Before, weights: Weights) -> None:
    here = before.get(TraceKind.ADDRESS, ())
    machines = [other for other in here if other.machine == mark.machine]
    same = [other for other in machines if alike(other.hand, mark.hand)]
    if mark.hand != NO_SCRIPT:
        hands = sum(other.hand > NO_HAND for other in machines)
        chance = of_so_many(len(same), hands, weights.like_by_chance)
        if chance <= _TELLING:
            company.hand_here = len(same)
            _tie(company, TraceKind.ADDRESS, same, 1)
        elif chance <= weights.like_by_chance:  # address, machine and, closely, hand: once is enough for a link
            close = [other for other in same if alike(other.hand, mark.hand, closely=True)]
            _tie(company, TraceKind.ADDRESS, close, 1)
    mostly = _today(machines) * 100 >= weights.crowd_share * _today(here)
    company.cluster = mostly and len(same) * 3 >= len(machines)
    company.cluster_today = max(
        _today(machines) if company.cluster else 0,
        _today(same) if company.hand_here else 0,
    )


def _of_hand(company: Company, mark: Mark, before: Before, weights: Weights) -> None:
    """The same hand at other addresses: more of a day than chance and its own past explain.

    Addresses are counted, not accounts: many at one address are another farm that only types alike. What is found is
    the weakest link: it only ties those whom nothing else does.
    """
    others = before.get(TraceKind.STYLE, ())
    if len(others) >= MOST[TraceKind.STYLE]:
        return  # a way of typing that is common here
    same = [other for other in others if alike(other.hand, mark.hand, closely=True)]
    today = len({other.place for other in same if other.today} - {mark.place})
    old = sum(other.hours > _WEEK for other in same)
    days = max((other.hours - _WEEK for other in same), default=0) / 24
    usual = max(old / max(days, 1), weights.day_volume * _SAME_HABITS)
    if today < _HAND_DAY or of_a_day(today, usual) > _SURE:
        return
    company.hand_today = today
    if not company.ties:
        _tie(company, TraceKind.STYLE, [other for other in same if other.today], _HAND_LINK)


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
