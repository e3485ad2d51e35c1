"""Fit the model of meaning: `python -m kontor.contexts.messaging.policing.train [--write]`.

Lines are split into folds before they are filled in, so that a figure of the cross-check never comes from a
line that was learned. `--write` fits on everything and puts the weights where `meaning` reads them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np

from kontor.contexts.messaging.policing.fitting import OWN, Line, filled, lines
from kontor.contexts.messaging.policing.judging import NOTHING, SETTLED, meaning_of, read, readings
from kontor.contexts.messaging.policing.learning import Rows, fitted, rows_of
from kontor.contexts.messaging.policing.lexicon import LANGUAGES, Lexicon, shipped
from kontor.contexts.messaging.policing.meaning import SIZES, Features, script, tongue
from kontor.contexts.messaging.policing.plain import DATA

_FOLDS = 3
_SEED = 20
_ROUNDS, _STEPS = 2, 30
_PULL = 0.3  # towards nothing
_FALSE_SHARE = 0.015  # of harmless messages that were not learned; they are harder than those of everyday
_JOINED = 0.05  # so many lines run on into another
_READINGS = {False: 2, True: 2}  # of a line with slots, of a whole message
_HEED = {False: 0.4, True: 1.0}


class Example(NamedTuple):
    """A filled line; `settled` when something in it decides by itself, `tongue` what it is held to."""

    line: Line
    text: str
    script: str
    tongue: str
    settled: bool
    parts: tuple[Features, ...]


class Learned(NamedTuple):
    """Weights of all tables one behind the other, the last the bias."""

    weights: Any

    def scores(self, examples: Sequence[Example]) -> Any:
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
    parts = tuple(meaning_of(reading, *part) for part in readings(reading))
    plain = reading.plain.text
    return Example(line, text, script(plain), tongue(text, plain), settled, parts)


def examples(source: Sequence[Line], random: Random) -> list[Example]:
    """All lines filled; some run on into a harmless one without a stop, as people write."""
    made = [example(line, text) for line in source for text in filled(line, random, _READINGS[line.written])]
    return made + list(_run_on(made, random))


def _run_on(made: Sequence[Example], random: Random) -> Iterator[Example]:
    harmless: dict[str, list[str]] = {}
    for one in made:
        if not one.line.block:
            harmless.setdefault(one.line.language, []).append(one.text)
    for one in made:
        if random.random() < _JOINED:
            other = random.choice(harmless[one.line.language])
            pair = (one.text, other) if random.random() < 0.5 else (other, one.text)
            gap = "，" if one.line.language == "zh-Hans" else random.choice([", ", " "])
            yield example(one.line, gap.join(part.rstrip(" .!?。！？") for part in pair))


def fit(source: Sequence[Example]) -> Learned:
    """Weights that tell offences from harmless messages.

    Of a message that is blocked the part counts that speaks most for it; of a harmless one all count.
    """
    unsettled = [one for one in source if one.parts and not one.settled]
    owners = np.repeat(np.arange(len(unsettled)), [len(one.parts) for one in unsettled])
    wrong = np.array([one.line.block for one in unsettled])[owners]
    heed = np.array([_HEED[one.line.written] for one in unsettled])[owners]
    rows = rows_of([part for one in unsettled for part in one.parts])
    weights = np.zeros(sum(SIZES) + 1)
    chosen = np.arange(len(owners))
    for turn in range(_ROUNDS):
        if turn:
            chosen = np.flatnonzero(~wrong | _is_worst(rows, weights, owners))
        weights = fitted(rows.only(chosen), wrong[chosen], heed[chosen], _PULL, weights, _STEPS)
    return Learned(weights)


def _is_worst(rows: Rows, weights: Any, owners: Any) -> Any:
    """For each part whether it is the one of its message that speaks most for an offence."""
    scores = rows.times(weights[:-1].astype(np.float32))
    worst = np.full(owners.max() + 1, -np.inf)
    np.maximum.at(worst, owners, scores)
    return scores == worst[owners]


def cross_checked(made: Sequence[Example], *, show: bool) -> dict[str, float]:
    """Print recall and false blocks of lines that were not learned; the thresholds that keep to a share."""
    judged: list[tuple[Example, float]] = []
    for fold in range(_FOLDS):
        learned = fit([one for one in made if one.line.number % _FOLDS != fold])
        kept = {one.line.number: one for one in reversed(made) if one.line.number % _FOLDS == fold}
        judged += zip(kept.values(), learned.scores(list(kept.values())), strict=True)
    thresholds = _thresholds(judged)
    for language in sorted({one.line.language for one, _ in judged}):
        for written in (True, False):
            _tell(language, written, judged, thresholds)
    if show:
        _show(judged, thresholds)
    return thresholds


def _thresholds(judged: Sequence[tuple[Example, float]]) -> dict[str, float]:
    """What so few harmless messages of a language score more than, and of a script for those of no sure language."""
    harmless = [(one, score) for one, score in judged if not one.line.block and one.line.written and not one.settled]
    found: dict[str, float] = {}
    for name in ("han", "cyrillic", "latin"):
        found[name] = _high([score for one, score in harmless if one.script == name])
    for name in LANGUAGES:
        found[name] = _high([score for one, score in harmless if one.tongue == name])
    return found


def _high(scores: Sequence[float]) -> float:
    return float(np.quantile(scores, 1 - _FALSE_SHARE)) if scores else 0.0


def _tell(language: str, written: bool, judged: Sequence[tuple[Example, float]], thresholds: dict[str, float]) -> None:
    rows = [(one, s) for one, s in judged if one.line.language == language and one.line.written == written]
    blocked = np.array([one.settled or score > thresholds[one.tongue] for one, score in rows])
    wrong = np.array([one.line.block for one, _ in rows])
    if rows:
        print(
            f"{language:8} {'whole ' if written else 'filled'} recall {blocked[wrong].mean():.3f} of {wrong.sum()}, "
            f"false blocks {blocked[~wrong].mean():.4f} of {(~wrong).sum()}"
        )


def _show(judged: Sequence[tuple[Example, float]], thresholds: dict[str, float]) -> None:
    for one, score in sorted(judged, key=lambda row: row[1]):
        if one.line.block != (one.settled or score > thresholds[one.tongue]):
            print(
                f"{'MISSED' if one.line.block else 'FALSE '} {score:6.2f} {one.line.kind:9} {'settled' if one.settled else ''} {one.text}"
            )


def packed(learned: Learned, thresholds: dict[str, float]) -> bytes:
    """Weights as one signed byte each behind a line of facts."""
    ends = np.cumsum([0, *SIZES])
    tables = [learned.weights[low:high] for low, high in pairwise(ends)]
    scales = [float(np.abs(table).max()) / 127 or 1.0 for table in tables]
    head = {
        "bias": round(float(learned.weights[-1]), 5),
        "thresholds": {name: round(value, 4) for name, value in thresholds.items()},
        "scales": scales,
    }
    bodies = [np.rint(table / scale).astype(np.int8).tobytes() for table, scale in zip(tables, scales, strict=True)]
    return json.dumps(head).encode() + b"\n" + b"".join(bodies)


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
    print(f"thresholds {thresholds}")
    if chosen.write:
        target = Path(DATA / "weights.bin")
        target.write_bytes(packed(fit(made), thresholds))
        print(f"{target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
