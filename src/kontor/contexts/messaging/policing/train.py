"""Fit the models of meaning: `python -m kontor.contexts.messaging.policing.train [--write]`.

The cross-check judges messages by models that have not learned them: all of a hand that wrote a set to judge (`_HELD`),
and one in eight of those who wrote last (`_LATEST`). `--write` fits on everything and puts the weights where `weights` and
`network` read them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from kontor.contexts.messaging.policing.fitting import OWN, Line, filled, lines
from kontor.contexts.messaging.policing.judging import NOTHING, SETTLED, held_to, meaning_of, read, readings, weighed
from kontor.contexts.messaging.policing.learning import Packed, Rows, fitted, packed, packed_weights, rows_of
from kontor.contexts.messaging.policing.lexicon import LANGUAGES, Lexicon, shipped
from kontor.contexts.messaging.policing.meaning import SIZES
from kontor.contexts.messaging.policing.network import FILE as NETWORKS
from kontor.contexts.messaging.policing.plain import DATA
from kontor.contexts.messaging.policing.teaching import Lesson, Pupil, Shape, opinions, packed_networks, taught
from kontor.contexts.messaging.policing.tokens import Token, tokens_of
from kontor.contexts.messaging.policing.tongues import script

_HELD = ("j3", "r1")  # hands that are held out whole
_LATEST = (
    "n1",
    "n2",
    "n3",
    "n4",
    "n5",
    "n6",
    "n7",
    "n8",
    "o1",
    "o2",
    "o3",
    "o4",
    "o5",
    "p1",
    "p2",
    "p3",
    "u1",
)
_ONE_IN = 8  # lines of these that are held out
EVERYDAY = ("e1", "e2", "e3", "j2", "m1", "m2", "m3", "m4", "m5", *_HELD, *_LATEST)  # they wrote as people do every day
_SEED = 20
_ROUNDS, _STEPS = 2, 30
_PULL = 0.2  # towards nothing
_FALSE_SHARE, _COMMON = 0.01, 0.03  # of harmless messages that were not learned
_NEAR_SHARE = 1 / 3  # of harmless messages that sound like an offence, in a market
_JOINED = 0.05  # so many lines run on into another
_READINGS = {False: 2, True: 1}  # of a line with slots, of a whole message
_HEED, _HEED_FILLED, _HEED_EVERYDAY = 1.0, 0.4, 1.5  # how much a message counts; what is judged is of everyday
_PUPILS = (
    Shape(),
    Shape(rows=1 << 12, words=False, rows_dropped=0.2, tokens_dropped=0.2),
    Shape(words_dropped=0.6, rows_dropped=0.4, tokens_dropped=0.2),
    Shape(words_dropped=0.15, rows_dropped=0.2, tokens_dropped=0.1),
)
_LESSONS = 8  # times that a network reads all messages


class Example(NamedTuple):
    """A filled line; `settled` when something in it decides by itself, `tongue` what it is held to."""

    line: Line
    text: str
    script: str
    tongue: str
    settled: bool
    parts: tuple[Packed, ...]
    tokens: tuple[Token, ...]


class Learned(NamedTuple):
    """Weights of all tables one behind the other, the last the bias; and the networks."""

    weights: Any
    pupils: tuple[Pupil, ...]

    def scores(self, examples: Sequence[Example]) -> Any:
        """Log-odds of each example, as `judging` weighs them."""
        networks = sum(opinions(pupil, [one.tokens for one in examples]) for pupil in self.pupils) / len(self.pupils)
        return weighed(self.linear(examples), networks)

    def linear(self, examples: Sequence[Example]) -> Any:
        """Log-odds of the worst part of each example."""
        owners = np.repeat(np.arange(len(examples)), [len(one.parts) for one in examples])
        worst = np.full(len(examples), NOTHING)
        if len(owners):
            rows = rows_of([part for one in examples for part in one.parts])
            np.maximum.at(worst, owners, rows.times(self.weights[:-1].astype(np.float32)) + self.weights[-1])
        return worst


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return shipped().with_phrases([], hosts=[OWN])


def example(line: Line, text: str) -> Example:
    """Read a filled line."""
    reading = read(text, _lexicon())
    settled = any(item.sure and item.kind in SETTLED for item in reading.found)
    parts = tuple(packed(meaning_of(reading, *part)) for part in readings(reading))
    return Example(line, text, script(reading.plain.text), held_to(reading), settled, parts, tuple(tokens_of(reading)))


def examples(source: Sequence[Line], random: Random) -> list[Example]:
    """All lines filled; some run on into a harmless one without a stop, as people write."""
    made = [example(line, text) for line in source for text in filled(line, random, _READINGS[line.written])]
    return made + list(_run_on(made, random))


def _run_on(made: Sequence[Example], random: Random) -> Iterator[Example]:
    harmless: dict[tuple[str, str], list[str]] = {}
    for one in made:
        if not one.line.block:
            harmless.setdefault((one.line.language, one.line.hand), []).append(one.text)
    for one in made:
        others = harmless.get((one.line.language, one.line.hand))
        if random.random() < _JOINED and others:
            other = random.choice(others)
            pair = (one.text, other) if random.random() < 0.5 else (other, one.text)
            gap = "，" if one.line.language == "zh-Hans" else random.choice([", ", " "])
            yield example(one.line, gap.join(part.rstrip(" .!?。！？") for part in pair))


def _heed(line: Line) -> float:
    if not line.written:
        return _HEED_FILLED
    return _HEED_EVERYDAY if line.hand in EVERYDAY else _HEED


def fit(source: Sequence[Example]) -> Learned:
    """All that tells offences from harmless messages."""
    return Learned(_linear(source), tuple(_pupil(source, seed, shape) for seed, shape in enumerate(_PUPILS, 1)))


def _pupil(source: Sequence[Example], seed: int, shape: Shape) -> Pupil:
    """A network that has learned all messages."""
    full = [one for one in source if one.tokens]
    kinds = sorted({one.line.kind for one in source})
    pupil = Pupil(seed, len(kinds), shape)
    lesson = Lesson(
        [one.tokens for one in full],
        np.array([one.line.block for one in full], np.float32),
        np.array([kinds.index(one.line.kind) for one in full]),
        np.array([_heed(one.line) for one in full], np.float32),
    )
    taught(pupil, lesson, _LESSONS)
    return pupil


def _linear(source: Sequence[Example]) -> Any:
    """Weights of the linear model.

    Of a message that is blocked the part counts that speaks most for it; of a harmless one all count.
    """
    unsettled = [one for one in source if one.parts and not one.settled]
    owners = np.repeat(np.arange(len(unsettled)), [len(one.parts) for one in unsettled])
    wrong = np.array([one.line.block for one in unsettled])[owners]
    heed = np.array([_heed(one.line) for one in unsettled])[owners]
    rows = rows_of([part for one in unsettled for part in one.parts])
    weights = np.zeros(sum(SIZES) + 1)
    chosen = np.arange(len(owners))
    for turn in range(_ROUNDS):
        if turn:
            chosen = np.flatnonzero(~wrong | _is_worst(rows, weights, owners))
        weights = fitted(rows.only(chosen), wrong[chosen], heed[chosen], _PULL, weights, _STEPS)
    return weights


def _is_worst(rows: Rows, weights: Any, owners: Any) -> Any:
    """For each part whether it is the one of its message that speaks most for an offence."""
    scores = rows.times(weights[:-1].astype(np.float32))
    worst = np.full(owners.max() + 1, -np.inf)
    np.maximum.at(worst, owners, scores)
    return scores == worst[owners]


def cross_checked(made: Sequence[Example], *, show: bool) -> dict[str, float]:
    """Print recall and false blocks of messages that were not learned; the thresholds that keep to a share."""
    learned = fit([one for one in made if not _is_held(one.line)])
    kept = list({one.line.number: one for one in reversed(made) if _is_held(one.line)}.values())
    judged = list(zip(kept, learned.scores(kept), strict=True))
    thresholds = _thresholds(judged)
    for language in LANGUAGES:
        _tell(language, [row for row in judged if row[0].line.language == language], thresholds)
    for kind in sorted({(one.line.block, one.line.kind) for one, _ in judged}):
        _tell(kind[1], [row for row in judged if (row[0].line.block, row[0].line.kind) == kind], thresholds)
    _tell("all", judged, thresholds)
    if show:
        _show(judged, thresholds)
    return thresholds


def _is_held(line: Line) -> bool:
    """Whether the cross-check does not learn a line."""
    return line.hand in _HELD or (line.hand in _LATEST and crc32(line.text.encode()) % _ONE_IN == 0)


def _thresholds(judged: Sequence[tuple[Example, float]]) -> dict[str, float]:
    """What so few harmless messages score more than: of each language, and of a script for those of no sure language.

    A few hundred messages of one language tell badly where its rarest are. So how far it stands from the others is
    taken where more of its messages are (`_COMMON`), and half of that counts.
    """
    harmless = [(one, score) for one, score in judged if not one.line.block and not one.settled]
    high, common = _high(harmless, _FALSE_SHARE), _high(harmless, _COMMON)
    own = {name: [row for row in harmless if row[0].script == name] for name in ("han", "cyrillic", "latin")}
    own |= {name: [row for row in harmless if row[0].tongue == name] for name in LANGUAGES}
    return {name: high + (_high(rows, _COMMON) - common) / 2 if rows else high for name, rows in own.items()}


def _high(rows: Sequence[tuple[Example, float]], share: float) -> float:
    """What a share of harmless messages scores more than, as many of them sound like an offence as in a market."""
    near = sum(one.line.kind == "near" for one, _ in rows)
    each = {True: _NEAR_SHARE / max(1, near), False: (1 - _NEAR_SHARE) / max(1, len(rows) - near)}
    passed = 0.0
    for one, score in sorted(rows, key=lambda row: -row[1]):
        passed += each[one.line.kind == "near"]
        if passed > share:
            return float(score)
    return 0.0


def _tell(name: str, rows: Sequence[tuple[Example, float]], thresholds: dict[str, float]) -> None:
    blocked = np.array([one.settled or score > thresholds[one.tongue] for one, score in rows])
    wrong = np.array([one.line.block for one, _ in rows], bool)
    for what, chosen in (("recall", wrong), ("false blocks", ~wrong)):
        if chosen.any():
            print(f"{name:10} {what} {100 * blocked[chosen].mean():.2f} % of {chosen.sum()}", flush=True)


def _show(judged: Sequence[tuple[Example, float]], thresholds: dict[str, float]) -> None:
    for one, score in sorted(judged, key=lambda row: row[1]):
        if one.line.block != (one.settled or score > thresholds[one.tongue]):
            what = "MISSED" if one.line.block else "FALSE "
            print(f"{what} {score:6.2f} {one.line.kind:9} {'settled' if one.settled else ''} {one.text}")


def main() -> None:
    """Cross-check, and with `--write` fit on everything."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--show", action="store_true", help="print what the cross-check got wrong")
    arguments.add_argument("--thresholds", help="instead of a cross-check, as in `han=2.5,…,latin=2.5,en=2.4,…`")
    chosen = arguments.parse_args()
    made = examples(lines(), Random(_SEED))
    given = dict(pair.split("=") for pair in chosen.thresholds.split(",")) if chosen.thresholds else {}
    thresholds = {name: float(value) for name, value in given.items()} or cross_checked(made, show=chosen.show)
    print("thresholds " + ",".join(f"{name}={value:.2f}" for name, value in thresholds.items()))
    if chosen.write:
        learned = fit(made)
        (DATA / "weights.bin").write_bytes(packed_weights(learned.weights, thresholds))
        NETWORKS.write_bytes(packed_networks(learned.pupils))


if __name__ == "__main__":
    main()
