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
from kontor.contexts.messaging.policing.judging import SETTLED, Reading, read
from kontor.contexts.messaging.policing.lexicon import Lexicon, shipped
from kontor.contexts.messaging.policing.meaning import CONCEPT_BITS, LETTER_BITS, features
from kontor.contexts.messaging.policing.plain import DATA

_FOLDS = 5
_SEED = 20
_ROUNDS = 8
_RATE = 0.12
_PULL = 3e-5  # towards nothing, each step
_PASS_WEIGHT = 1.2  # a false block is worse than a miss
_READINGS = {True: 9, False: 8}


class Example(NamedTuple):
    """A filled line as the model sees it."""

    line: Line
    text: str
    settled: bool
    concepts: Any
    letters: Any


class Weights(NamedTuple):
    """What is learned."""

    bias: float
    concepts: Any
    letters: Any

    def score(self, example: Example) -> float:
        """Log-odds of an example."""
        letters = self.letters[example.letters].sum() / np.sqrt(len(example.letters) + 1)
        return float(self.bias + self.concepts[example.concepts].sum() + letters)


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return shipped().with_phrases([], hosts=[OWN])


def example(line: Line, text: str) -> Example:
    """Read a filled line."""
    reading = read(text, _lexicon())
    settled = any(item.sure and item.kind in SETTLED for item in reading.found)
    seen = features(reading.words, reading.hits, reading.found, 0, len(reading.words), asked=_asked(reading))
    return Example(
        line,
        text,
        settled,
        np.array(sorted(seen.concepts), dtype=np.int64),
        np.array(sorted(seen.letters), dtype=np.int64),
    )


def _asked(reading: Reading) -> bool:
    return "?" in reading.plain.text


def examples(source: Sequence[Line], random: Random) -> list[Example]:
    """All lines filled; some harmless ones joined to others, as messages have several sentences."""
    made = [example(line, text) for line in source for text in filled(line, random, _READINGS[line.block])]
    harmless = {
        language: [one for one in made if not one.line.block and one.line.language == language]
        for language in {one.line.language for one in made}
    }
    joined = []
    for one in made:
        if random.random() < 0.4:
            other = random.choice(harmless[one.line.language])
            pair = (one.text, other.text) if random.random() < 0.5 else (other.text, one.text)
            gap = (
                random.choice([". ", ", ", "! ", "\n"])
                if one.line.language != "zh-Hans"
                else random.choice(["。", "，", "！"])
            )
            joined.append(example(one.line, gap.join(part.rstrip(" .") for part in pair)))
    return made + joined


def fit(source: Sequence[Example], random: Random) -> Weights:
    """Logistic regression by stochastic steps that adapt to how often a weight was moved."""
    bias = 0.0
    concepts, letters = np.zeros(1 << CONCEPT_BITS), np.zeros(1 << LETTER_BITS)
    moved = np.full(1 << CONCEPT_BITS, 1e-2), np.full(1 << LETTER_BITS, 1e-2)
    order = list(source)
    for _ in range(_ROUNDS):
        random.shuffle(order)
        for one in order:
            scale = 1 / np.sqrt(len(one.letters) + 1)
            score = bias + concepts[one.concepts].sum() + letters[one.letters].sum() * scale
            wrong = 1 / (1 + np.exp(-np.clip(score, -30, 30))) - one.line.block
            wrong *= 1.0 if one.line.block else _PASS_WEIGHT
            bias -= 0.01 * wrong
            for table, places, factor, history in (
                (concepts, one.concepts, 1.0, moved[0]),
                (letters, one.letters, scale, moved[1]),
            ):
                step = wrong * factor + _PULL * table[places]
                history[places] += step * step
                table[places] -= _RATE * step / np.sqrt(history[places])
    return Weights(bias, concepts, letters)


def cross_checked(source: Sequence[Line], *, show: bool) -> float:
    """Print recall and false blocks of lines that were not learned; the threshold that keeps false blocks at 0.5 %."""
    judged: list[tuple[Example, float]] = []
    for fold in range(_FOLDS):
        random = Random(_SEED + fold)
        learned = fit(examples([line for line in source if line.number % _FOLDS != fold], random), random)
        for line in source:
            if line.number % _FOLDS == fold:
                judged += [
                    (one, learned.score(one)) for text in filled(line, random, 4) for one in [example(line, text)]
                ]
    harmless = sorted((score for one, score in judged if not one.line.block and not one.settled), reverse=True)
    threshold = float(harmless[len(harmless) // 200])
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
