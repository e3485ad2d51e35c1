"""Fit the model of meaning: `python -m kontor.contexts.messaging.policing.train [--write]`.

Lines are split by a fifth each before they are filled in, so that a figure of the cross-check never comes from a
line that was learned. `--write` fits on everything and puts the weights where `meaning` reads them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np

from kontor.contexts.messaging.policing.fitting import OWN, Line, filled, lines
from kontor.contexts.messaging.policing.judging import NOTHING, SETTLED, meaning_of, read, sentences
from kontor.contexts.messaging.policing.lexicon import Lexicon, shipped
from kontor.contexts.messaging.policing.meaning import CONCEPT_BITS, LETTER_BITS, Features, letter_share
from kontor.contexts.messaging.policing.plain import DATA

_FOLDS = 5
_SEED = 20
_ROUNDS = 8
_RATE = 0.1
_CONCEPT_RATE = 0.5  # concepts are few and always there: they learn more slowly
_RIGHT = 1e-3  # what is as right as that is not touched
_PULL = 1e-4  # towards nothing, each step
_FALSE_SHARE = 0.01  # of harmless lines that were not learned
_JOINED = 0.08  # so many lines run on into another
_PASS_WEIGHT = 1.2  # a false block is worse than a miss
_READINGS = {True: 9, False: 8}


class Part(NamedTuple):
    """A sentence as the model sees it: places in its tables."""

    concepts: Any
    letters: Any


class Example(NamedTuple):
    """A filled line; `settled` when something in it decides by itself."""

    line: Line
    text: str
    settled: bool
    parts: tuple[Part, ...]


class Weights(NamedTuple):
    """What is learned."""

    bias: float
    concepts: Any
    letters: Any

    def of(self, part: Part) -> float:
        """Log-odds of a sentence."""
        letters = self.letters[part.letters].sum() * letter_share(len(part.letters))
        return float(self.bias + self.concepts[part.concepts].sum() + letters)

    def score(self, example: Example) -> float:
        """Log-odds of the worst sentence of an example."""
        return max((self.of(part) for part in example.parts), default=NOTHING)


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return shipped().with_phrases([], hosts=[OWN])


def example(line: Line, text: str) -> Example:
    """Read a filled line."""
    reading = read(text, _lexicon())
    settled = any(item.sure and item.kind in SETTLED for item in reading.found)
    return Example(line, text, settled, tuple(_part(meaning_of(reading, *part)) for part in sentences(reading)))


def _part(seen: Features) -> Part:
    return Part(np.array(sorted(seen.concepts), dtype=np.int32), np.array(sorted(seen.letters), dtype=np.int32))


def examples(source: Sequence[Line], random: Random) -> list[Example]:
    """All lines filled; some run on into a harmless one without a stop, as people write."""
    made = [example(line, text) for line in source for text in filled(line, random, _READINGS[line.block])]
    harmless: dict[str, list[str]] = {}
    for one in made:
        if not one.line.block:
            harmless.setdefault(one.line.language, []).append(one.text)
    joined = []
    for one in made:
        if random.random() < _JOINED:
            other = random.choice(harmless[one.line.language])
            pair = (one.text, other) if random.random() < 0.5 else (other, one.text)
            gap = "，" if one.line.language == "zh-Hans" else random.choice([", ", " "])
            joined.append(example(one.line, gap.join(part.rstrip(" .!?。！？") for part in pair)))
    return made + joined


def fit(source: Sequence[Example], random: Random) -> Weights:
    """Logistic regression by stochastic steps that adapt to how often a weight was moved.

    Of a line that is blocked the sentence counts that speaks most for it; of a harmless one all count.
    """
    weights = Weights(0.0, np.zeros(1 << CONCEPT_BITS), np.zeros(1 << LETTER_BITS))
    moved = np.full(1 << CONCEPT_BITS, 1e-2), np.full(1 << LETTER_BITS, 1e-2)
    order = [one for one in source if one.parts and not one.settled]
    for _ in range(_ROUNDS):
        random.shuffle(order)
        for one in order:
            parts = [max(one.parts, key=weights.of)] if one.line.block else one.parts
            for part in parts:
                weights = _stepped(weights, moved, part, block=one.line.block)
    return weights


def _stepped(weights: Weights, moved: tuple[Any, Any], part: Part, *, block: bool) -> Weights:
    """The weights after one step; tables are changed in place."""
    wrong = 1 / (1 + np.exp(-np.clip(weights.of(part), -30, 30))) - block
    if abs(wrong) < _RIGHT:
        return weights
    wrong *= 1.0 if block else _PASS_WEIGHT
    steps = (
        (weights.concepts, part.concepts, _CONCEPT_RATE),
        (weights.letters, part.letters, letter_share(len(part.letters))),
    )
    for (table, places, factor), history in zip(steps, moved, strict=True):
        step = wrong * factor + _PULL * table[places]
        history[places] += step * step
        table[places] -= _RATE * step / np.sqrt(history[places])
    return weights._replace(bias=weights.bias - 0.01 * wrong)


def cross_checked(source: Sequence[Line], *, show: bool) -> float:
    """Print recall and false blocks of lines that were not learned; the threshold that keeps false blocks at a share."""
    judged: list[tuple[Example, float]] = []
    for fold in range(_FOLDS):
        random = Random(_SEED + fold)
        learned = fit(examples([line for line in source if line.number % _FOLDS != fold], random), random)
        for line in source:
            if line.number % _FOLDS == fold:
                made = [example(line, text) for text in filled(line, random, 4)]
                judged += [(one, learned.score(one)) for one in made]
    harmless = sorted((score for one, score in judged if not one.line.block and not one.settled), reverse=True)
    threshold = float(harmless[int(len(harmless) * _FALSE_SHARE)])
    for language in sorted({one.line.language for one, _ in judged}):
        rows = [(one, score) for one, score in judged if one.line.language == language]
        caught = [one.settled or score > threshold for one, score in rows if one.line.block]
        wrong = [one.settled or score > threshold for one, score in rows if not one.line.block]
        print(
            f"{language:8} recall {np.mean(caught):.3f} of {len(caught)}, false blocks {np.mean(wrong):.4f} of {len(wrong)}"
        )
    if show:
        _show(judged, threshold)
    return threshold


def _show(judged: list[tuple[Example, float]], threshold: float) -> None:
    for one, score in sorted(judged, key=lambda row: row[1]):
        if one.line.block != (one.settled or score > threshold):
            print(
                f"{'MISSED' if one.line.block else 'FALSE '} {score:6.2f} {one.line.kind:9} {'settled' if one.settled else ''} {one.text}"
            )


def packed(weights: Weights, threshold: float) -> bytes:
    """Weights as one signed byte each behind a line of facts."""
    scales = [float(np.abs(table).max()) / 127 for table in (weights.concepts, weights.letters)]
    head = {
        "bias": round(weights.bias, 5),
        "threshold": round(threshold, 5),
        "concept_scale": scales[0],
        "letter_scale": scales[1],
    }
    tables = [
        np.rint(table / scale).astype(np.int8).tobytes()
        for table, scale in zip((weights.concepts, weights.letters), scales, strict=True)
    ]
    return json.dumps(head).encode() + b"\n" + b"".join(tables)


def main() -> None:
    """Cross-check, and with `--write` fit on everything."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--show", action="store_true", help="print what the cross-check got wrong")
    arguments.add_argument("--threshold", type=float)
    chosen = arguments.parse_args()
    source = lines()
    threshold = chosen.threshold if chosen.threshold is not None else cross_checked(source, show=chosen.show)
    print(f"threshold {threshold:.3f}")
    if chosen.write:
        random = Random(_SEED)
        weights = fit(examples(source, random), random)
        target = Path(DATA / "weights.bin")
        target.write_bytes(packed(weights, threshold))
        print(f"{target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
