"""One hand among all registrations of some days: groups that no single pair betrays (ACC-31). Pure.

Two of a farm that varies all but its hand may be as alike as strangers sometimes are. Forty of them within a week are
not: there are hardly any like them in the weeks around. So those about a registration are described as a group (middle
and width of each figure, what they share), each measured by what the *others* of the group are, and a group is believed
only where the same description fits next to nobody of the time before.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from kontor.contexts.risk.rules import habits, likeness
from kontor.contexts.risk.rules.crowd import COORDINATES, FIGURES, Crowd, Figures, Rows, bell
from kontor.contexts.risk.rules.likeness import LEAST, Usual
from kontor.contexts.risk.rules.seen import DAY
from kontor.contexts.risk.rules.style import BITS

SPANS = 3, 7, 14  # days in which a group is looked for, backwards from now
REACH = 30 * DAY  # hours; what came before the span says how many strangers there are
_KNOWN_BEFORE = 400  # registrations before the span: fewer tell too little
_NEAR, _ABOUT = 3.5, 3.0  # nats of likeness: for being worth a look, and for the first description
_FEWEST, _TWICE, _WORTH_A_LOOK = 4, 2, 0.01
_CHANCE = 1e-10  # that strangers look like a group, whichever of the many possible ones
# Nats that the figures of the hand alone must tell of a member on average, and of each: else they share a campaign.
_HAND, _HAND_OF_EACH = 3.0, 1.5
_ROUNDS, _SURE_OF = 3, 8  # descriptions; how many registrations the usual shares count beside the group's
_BEFOREHAND = 3  # registrations that count as seen beforehand for the width of a figure
_WIDEST, _FINEST, _STRAY = 0.8, 0.3, 0.01  # times a tired hand's width; steps; share of figures that stray
_MOST, _LEAST, _MOST_SHARED = 2.5, -1.5, 2.5  # nats of one figure, and of one coordinate
_PERHAPS = 0.3  # probability from which on somebody may be a member
_TELLS = 0.2  # nats of a member on average: else the group varies the coordinate, and it is left out
_EDGE, _EDGE_STRANGERS = 8, 0.1  # of the least alike eighth this share may be strangers
_PLACES = 2  # of so many members one address at least
_STRAYS_OF, _UNLIKE, _FRIENDS = 8, 1.0, 0.25  # members of a cluster, nats, share of them that must be more alike
_CHECKED = {name: bits for name, bits in BITS if name in likeness.CHECKED}
# Regions come and go with campaigns and lines: what was unusual last week is no one's habit.
_SHARED = _CHECKED | {name: bits for name, bits in habits.COORDINATES if name != "region"}


def one_hand(crowd: Crowd, me: int, now: float, usual: Usual, *, least: int, among: float) -> list[int]:
    """The rows of those who have one hand with `me`, itself among them, the likest first; none where there is no group.

    Args:
        now: in hours, as in `crowd`; who came later is not looked at.
        least: fewer are no group.
        among: this share of them may be strangers by chance.
    """
    if not crowd.known[me] or not crowd.parts["gap"][me] or usual.many < LEAST:
        return []
    end = int(np.searchsorted(crowd.hours, now, side="right"))
    start = int(np.searchsorted(crowd.hours, now - REACH))
    shape = crowd.parts["shape"]
    rows: Rows = start + np.nonzero(crowd.known[start:end] & (shape[start:end] == shape[me]))[0]
    if len(rows) < _FEWEST:
        return []
    alike, best = crowd.likeness(me, rows, usual), list[int]()
    for days in SPANS:
        since = int(np.searchsorted(crowd.hours, now - days * DAY))
        lately, before = end - since, since - start
        if before < _KNOWN_BEFORE:
            continue
        inside, near = rows >= since, alike >= _NEAR
        many, expected = int((inside & near).sum()), lately * (int((~inside & near).sum()) + 1) / (before + 1)
        if many >= max(_FEWEST, _TWICE * expected) and _tail(many, expected) <= _WORTH_A_LOOK:
            found = _Group(crowd, rows, inside, lately, before, usual).members(me, alike, least, among)
            best = found if len(found) > len(best) else best
    return best


class _Group:
    def __init__(
        self, crowd: Crowd, rows: Rows, inside: NDArray[np.bool_], lately: int, before: int, usual: Usual
    ) -> None:
        self._crowd, self._rows, self._inside = crowd, rows, inside
        self._lately, self._before = lately, before
        self._figures = [crowd.parts[name][rows].astype(np.float64) for name in FIGURES]
        self._usual = [usual.figures.get(name, likeness.FIGURES[name][:0:-1]) for name in FIGURES]
        self._by_chance = [
            likeness.SURE * bell(values - centre, width) + likeness.RARE
            for values, (centre, width) in zip(self._figures, self._usual, strict=True)
        ]
        self._shared = [
            (name in COORDINATES, crowd.parts[name][rows], crowd.shares(usual, name, bits))
            for name, bits in _SHARED.items()
        ]

    def members(self, me: int, alike: Figures, least: int, among: float) -> list[int]:
        """As many of the likest as there may be with few enough strangers among them, and at the edge."""
        belongs = np.where(self._inside & (alike >= _ABOUT), 1.0, 0.0)
        belongs[self._rows == me] = 1.0
        for _ in range(_ROUNDS):
            many = float(belongs.sum())
            if many < _FEWEST:
                return []
            hand = self._hand(belongs)
            told = hand + self._habits(belongs)
            odds = log(many / max(self._lately - many, 1.0))
            belongs = np.where(self._inside, 1 / (1 + np.exp(-np.clip(told + odds, -30, 30))), 0.0)
        found = np.nonzero(self._inside & (belongs > _PERHAPS) & (hand >= _HAND_OF_EACH))[0]
        found = found[np.argsort(-told[found], kind="stable")]
        before = np.sort(told[~self._inside])
        as_alike = len(before) - np.searchsorted(before, told[found])
        strangers = self._lately * (as_alike + 0.5) / (self._before + 1)
        last = _last_pure(strangers, among)
        if last < least or _tail(last, float(strangers[last - 1])) > _CHANCE:
            return []
        chosen = found[:last]
        places = len(set(self._crowd.place[self._rows[chosen]].tolist()))
        if hand[chosen].mean() < _HAND or places * _PLACES < max(last, _PLACES * _FEWEST):
            return []
        return [int(row) for row in self._rows[chosen]]

    def _hand(self, belongs: Figures) -> Figures:
        """Nats that the figures tell, each measured by the others."""
        told: Figures = np.zeros(len(belongs))
        for place, name in enumerate(FIGURES):
            values, (own, _, _) = self._figures[place], likeness.FIGURES[name]
            weight = belongs * (values > 0)
            if weight.sum() < _BEFOREHAND:
                continue
            others = np.maximum(weight.sum() - weight, 0.5)
            middle = ((weight @ values) - weight * values) / others
            squares = np.maximum((weight @ values**2) - weight * values**2 - others * middle**2, 0.0)
            spread = (squares + _BEFOREHAND * own**2) / (others + _BEFOREHAND) * (1 + 1 / others)
            widest = self._usual[place][1] if name in likeness.LOOSE else _WIDEST * own
            width = np.minimum(np.sqrt(spread) + _FINEST, widest)
            better = (1 - _STRAY) * bell(values - middle, width) / self._by_chance[place] + _STRAY
            told += np.where(values > 0, np.minimum(np.log(better), _MOST), 0.0)
        return told

    def _habits(self, belongs: Figures) -> Figures:
        """Nats that those coordinates tell which the group does not vary. What all of these days share is a campaign's,
        or a season's: it tells as little as what is usual."""
        told: Figures = np.zeros(len(belongs))
        many, rest = belongs.sum(), np.where(self._inside, 1 - belongs, 0.0)
        for may_miss, values, shares in self._shared:
            lately = np.bincount(values, weights=rest, minlength=len(shares)) / max(float(rest.sum()), 1.0)
            usually = np.maximum(shares, lately)[values]
            others = np.maximum(np.bincount(values, weights=belongs, minlength=len(shares))[values] - belongs, 0.0)
            of_group = (others + _SURE_OF * usually) / (many - belongs + _SURE_OF)
            part = np.clip(np.log(of_group / usually), _LEAST, _MOST_SHARED)
            if may_miss:
                part = np.where(values == 0, 0.0, part)
            if belongs @ part >= _TELLS * many:
                told += part
        return told


def _last_pure(strangers: Figures, among: float) -> int:
    """How many of the likest may be taken: a small share of all, and not too large a one of the last, are strangers."""
    pure = np.nonzero(strangers <= among * np.arange(1, len(strangers) + 1))[0]
    last = int(pure[-1]) + 1 if len(pure) else 0
    while last > _FEWEST:
        edge = max(_BEFOREHAND, last // _EDGE)
        inner = last - edge
        if strangers[last - 1] - (strangers[inner - 1] if inner > 0 else 0.0) <= _EDGE_STRANGERS * min(edge, last):
            break
        last -= 1
    return last


def strays(crowd: Crowd, rows: Sequence[int], usual: Usual) -> list[int]:
    """Of a cluster's members those who are unlike nearly all others: a single tie put them there by mistake."""
    if len(rows) < _STRAYS_OF or usual.many < LEAST:
        return []
    members: Rows = np.array(rows, dtype=np.int64)
    friends = [int((crowd.likeness(row, members, usual) > _UNLIKE).sum()) - 1 for row in rows]
    return [row for row, many in zip(rows, friends, strict=True) if many < _FRIENDS * (len(rows) - 1)]


def _tail(found: int, expected: float) -> float:
    """At most the probability of so many where so many are expected (Chernoff)."""
    if found <= expected or expected <= 0:
        return 1.0 if found <= expected else 0.0
    return exp(found - expected - found * log(found / expected))
