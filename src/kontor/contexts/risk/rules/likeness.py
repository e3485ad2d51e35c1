"""How much speaks for two attempts being of one operation: weights of evidence, added up (ACC-30). Pure.

Each figure of hand and habits is weighed by how rarely strangers here agree in it: what is common here tells nothing.
Of strangers, at most one pair in e**likeness is as alike as that; so a number of strangers among those found can be
told beforehand, and a link be made only where nearly all found are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from math import exp, log, sqrt
from operator import attrgetter, mul
from typing import Any, TypeVar

from kontor.contexts.risk.rules import habits
from kontor.contexts.risk.rules.style import NO_HAND, unpacked

T = TypeVar("T")

# Of a hand: how much one differs from form to form, and strangers from each other where nothing is known of them yet,
# both in steps; and the centre of the latter.
FIGURES = {"gap": (2.6, 7, 106), "spread": (5, 11, 36), "pause": (6, 14, 156), "slack": (8, 14, 165),
            "moves": (6, 9, 44)}  # fmt: skip
# How steady a hand is, from a program's to a tired person's, and how often each is met.
WIDTHS = ((0.25, 0.3), (0.5, 0.25), (1.0, 0.25), (1.5, 0.1))
AS_STRANGERS, STRAY = 0.1, 0.07  # the rest varies as strangers do; so do single figures
SURE, RARE = 0.97, 0.0005  # of strangers so many are spread as a bell, and each value is at least as probable as that
# How often two of one operation agree in a coordinate.
_AGREE = {"shape": 0.85, "fixes": 0.6, "pages": 0.55, "leaves": 0.6, "headers": 0.5, "contact": 0.5, "template": 0.5,
          "country": 0.6, "region": 0.2}  # fmt: skip
# How often strangers agree in it where nothing is known yet: a young installation takes what is new for common.
_COMMON = {"shape": 0.4, "fixes": 0.4, "pages": 0.3, "leaves": 0.5, "headers": 0.05, "contact": 0.2, "template": 0.1,
           "country": 0.3, "region": 0.03}  # fmt: skip
LOOSE = ("slack", "moves")
VARIED = 0.5  # share of operations that vary what can be varied
_MOST = 4.0  # of one coordinate; a single one proves nothing
MOST_OF_FIGURE = exp(2.0)  # times as probable, of a figure: what is rare among people may be common among programs
# How often one operation keeps its machine; nats of a machine at most; registrations that count as seen beforehand.
SAME_MACHINE, MOST_OF_MACHINE, DOUBT_OF_MACHINE = 0.5, 5.0, 100
_DOUBT = 30  # registrations that count as seen beside those that were: what is new need not be rare
MONTH = 30  # days
BY_CHANCE, BY_CHANCE_HERE = 0.2, 0.33  # strangers that are as alike: so many times e**-likeness, as was measured
SETTLED, SAMPLE, LEAST = timedelta(days=5), 1000, 100
CHECKED = ("fixes", "pages", "leaves")
_SEEN = (*FIGURES, *CHECKED, "shape")
_seen = attrgetter(*_SEEN)
_EVEN, _SHARES = (1.0,) * len(WIDTHS), tuple(share for _, share in WIDTHS)
APART = {name: log(1 - share) for name, share in _AGREE.items()}
_NAMES = tuple(name for name, _ in habits.COORDINATES)
_OF_PLACE = frozenset((_NAMES.index("country"), _NAMES.index("region")))
_HEADERS = _NAMES.index("headers")


@dataclass(frozen=True, slots=True)
class Usual:
    """How registrations look here: counts of the values of each coordinate, mean and deviation of each figure.

    Attributes:
        many: of so many.
        month: registrations of the last 30 days, all together.
    """

    many: int = 0
    month: int = 0
    counts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    figures: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """For keeping."""
        return {"many": self.many, "month": self.month, "counts": self.counts, "figures": self.figures}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Usual:
        """What `as_json` gave, after JSON has made texts of numbers and lists of pairs."""
        counts = {name: {int(value): times for value, times in of.items()} for name, of in told["counts"].items()}
        return cls(told["many"], told["month"], counts, {name: tuple(pair) for name, pair in told["figures"].items()})

    def share(self, name: str, value: int) -> float:
        """Share of registrations here that have the value."""
        return (self.counts.get(name, {}).get(value, 0) + _DOUBT * _COMMON[name]) / (self.many + _DOUBT)


NOTHING_KNOWN = Usual()


def usual_of(seen: Iterable[tuple[int, int]], month: int) -> Usual:
    """What is usual among `seen`: pairs of packed hand and habits."""
    counts: dict[str, dict[int, int]] = {name: {} for name in _AGREE}
    sums: dict[str, list[float]] = {name: [0.0, 0.0, 0.0] for name in FIGURES}
    many = 0
    for packed, brought in seen:
        many += 1
        hand = unpacked(packed)
        values = dict(zip(_NAMES, habits.split(brought), strict=True))
        values["shape"] = hand.shape if hand else -packed
        if hand:
            values |= {name: getattr(hand, name) for name in CHECKED}
        for name, value in values.items():
            counts[name][value] = counts[name].get(value, 0) + 1
        for name, sum_of in sums.items():
            if value := getattr(hand, name, 0):
                sum_of[0] += 1
                sum_of[1] += value
                sum_of[2] += value * value
    return Usual(many, month, counts, {name: _mean(name, *sum_of) for name, sum_of in sums.items()})


class Likeness:
    """Measures others against one attempt."""

    def __init__(self, packed: int, brought: int, usual: Usual) -> None:
        self._hand, self._packed = unpacked(packed), packed
        self._hands: dict[int, float] = {}
        self._brought = [
            (index, value, agreeing(name, usual.share(name, value)), APART[name])
            for index, (name, value) in enumerate(zip(_NAMES, habits.split(brought), strict=True))
            if value
        ]
        self._shape = agreeing("shape", usual.share("shape", self._hand.shape if self._hand else -packed))
        figures = _seen_of(packed) if self._hand else (0,) * len(_SEEN)
        self._figures = [
            (index, name, figures[index], round(centre), round(strangers))
            for index, (name, (_, width, middle)) in enumerate(FIGURES.items())
            for centre, strangers in [usual.figures.get(name, (middle, width))]
            if figures[index]
        ]
        self._checked = [
            (index, figures[index], agreeing(name, usual.share(name, figures[index])), APART[name])
            for index, name in enumerate(CHECKED, len(FIGURES))
        ]

    def to(self, packed: int, brought: int, *, machine: float = 0.0, local: bool = False) -> float:
        """Evidence in nats; positive for one operation, negative for two.

        Args:
            machine: evidence of a like machine; it stands for its headers, too.
            local: both are of one place anyhow: country and region tell nothing.
        """
        theirs = habits.split(brought)
        told = 0.0
        for index, value, agreeing, differing in self._brought:
            if theirs[index] and not (machine and index == _HEADERS) and not (local and index in _OF_PLACE):
                told += agreeing if theirs[index] == value else differing
        return machine + _if_kept(told) + self.to_hand(packed)

    def to_hand(self, packed: int) -> float:
        """Evidence of the hand alone, for where the rest is the place's."""
        told = self._hands.get(packed)  # one other is met under several keys
        if told is None:
            told = self._hands[packed] = self._to_hand(packed)
        return told

    def _to_hand(self, packed: int) -> float:
        if self._hand is None or packed <= NO_HAND:
            return self._shape if packed == self._packed else APART["shape"]
        theirs = _seen_of(packed)
        if theirs[-1] != self._hand.shape:
            return APART["shape"]  # what is filled in otherwise has another rhythm: it is not compared
        manner = 0.0
        for index, value, agreeing, differing in self._checked:
            manner += agreeing if theirs[index] == value else differing
        firm = loose = _EVEN
        for index, name, value, centre, strangers in self._figures:
            if other := theirs[index]:
                compared = _compared(name, abs(value - other), other - centre, strangers)
                if name in LOOSE:
                    loose = tuple(map(mul, loose, compared))
                else:
                    firm = tuple(map(mul, firm, compared))
        hands = AS_STRANGERS
        for share, steady, free in zip(_SHARES, firm, loose, strict=True):
            hands += share * steady * (VARIED + (1 - VARIED) * free)
        return self._shape + log(hands) + _if_kept(manner)


@lru_cache(maxsize=16384)
def _seen_of(packed: int) -> tuple[int, ...]:
    """Figures, what is checked, and the shape of a hand, in the order of `_SEEN`."""
    hand = unpacked(packed)
    return _seen(hand) if hand else (0,) * len(_SEEN)


@lru_cache(maxsize=65536)
def _compared(name: str, apart: int, off: int, strangers: int) -> tuple[float, ...]:
    """For each width that a hand may have, how many times better it explains the distance than two strangers do."""
    own = FIGURES[name][0] * sqrt(2)
    by_chance = SURE * _bell(off, strangers) + RARE
    return tuple(
        min(((1 - STRAY) * _bell(apart, own * width + 0.3) + STRAY * by_chance) / by_chance, MOST_OF_FIGURE)
        for width, _ in WIDTHS
    )


def _if_kept(told: float) -> float:
    """Evidence that an operation may vary on purpose: then it tells nothing, rather than that there are two."""
    return log(VARIED + (1 - VARIED) * exp(told))


def _bell(x: float, width: float) -> float:
    return exp(-0.5 * (x / width) ** 2) / (width * 2.5066)


def agreeing(name: str, share: float) -> float:
    """Evidence in nats of a value that both have, and so large a share of strangers."""
    return min(log((_AGREE[name] + (1 - _AGREE[name]) * share) / share), _MOST)


def _mean(name: str, many: float, total: float, squares: float) -> tuple[float, float]:
    """Mean and deviation, with what is known beforehand counted like `_DOUBT` registrations."""
    _, width, centre = FIGURES[name]
    many, total = many + _DOUBT, total + _DOUBT * centre
    mean = total / many
    spread = (squares + _DOUBT * (width**2 + centre**2)) / many - mean**2
    return mean, sqrt(max(spread, 1.0))


def purely(
    found: Sequence[tuple[float, T]], among: float, impure: float, *, by_chance: float, unlikely: float = 1.0
) -> Sequence[tuple[float, T]]:
    """The likest of `found`, the likest first, as many as there may be with few enough strangers among them.

    Args:
        among: so many were looked at, or came by; those that are found are no strangers.
        impure: this share of them may be strangers.
        by_chance: of strangers, so many times e**-likeness are as alike as that.
        unlikely: that so many strangers are alike must be less probable than this: of a few, a share tells little.
    """
    most = 0
    for place, (likeness, _) in enumerate(found, 1):
        if likeness <= 0:
            break
        chance = by_chance * exp(-likeness)
        strangers = (max(among - place, 0) + 1) * chance / (1 - chance)
        if strangers <= impure * place and (unlikely >= 1 or _at_least(place, strangers) <= unlikely):
            most = place
    return found[:most]


def _at_least(found: int, expected: float) -> float:
    """Probability of at least so many where so many are expected (Poisson)."""
    term = total = exp(-expected)
    for many in range(1, found):
        term *= expected / many
        total += term
    return max(1 - total, 0.0)
