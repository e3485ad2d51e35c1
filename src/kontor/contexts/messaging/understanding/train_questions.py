"""Learn what buyers ask: `python -m kontor.contexts.messaging.understanding.train_questions [--write]`.

Learns from `data/asked/<language>.jsonl`, messages that were written or labelled for it. Without `--write` it tells
how well messages are understood that were not learned: one piece of each file in five.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple

import numpy as np

from kontor.contexts.messaging.policing.teaching import Lesson, Pupil, Shape, kinds_told, packed_networks, taught
from kontor.contexts.messaging.understanding.asked import BITS, KINDS, NETWORKS, SCALE, SURE, WEIGHTS, Heard
from kontor.contexts.messaging.understanding.asking import hear
from kontor.contexts.messaging.understanding.language import CODES

_FOLDS, _PIECE = 5, 40  # messages beside each other may be alike
_LESSONS, _SPEED, _PULL = 10, 0.2, 3e-4
_STEP = 0.01  # what a weight has moved before it began
_READINGS = 10  # times that a network reads all messages
_PUPILS = (
    Shape(rows=1 << 12, words=False, rows_dropped=0.2, tokens_dropped=0.2),
    Shape(rows=1 << 15),
    Shape(rows=1 << 15, words_dropped=0.6, rows_dropped=0.4, tokens_dropped=0.2),
)


class Example(NamedTuple):
    """A message: its language, the number of its kind (0: none), and what the models hear."""

    code: str
    kind: int
    heard: Heard


class Learned(NamedTuple):
    """Weights of the linear model by place and kind, those of none 0; and the networks."""

    weights: Any
    pupils: Sequence[Pupil]

    def shares(self, source: Sequence[Example]) -> Any:
        """How likely each kind is in each message."""
        worths = [_worths(self.weights, one) for one in source]
        messages = [one.heard.tokens for one in source]
        every = [np.array(worths), *(kinds_told(pupil, messages) for pupil in self.pupils)]
        return sum(_shares(one) for one in every) / len(every)


def examples() -> list[Example]:
    """All messages, in their order."""
    numbers = {"none": 0, **{kind: number for number, kind in enumerate(KINDS, 1)}}
    rows = [
        (code, json.loads(line))
        for code in CODES
        for line in (WEIGHTS.parent / "asked" / f"{code}.jsonl").read_text().splitlines()
    ]
    return [Example(code, numbers[row["label"]], hear(row["text"], code)) for code, row in rows]


def learned(source: Sequence[Example]) -> Learned:
    """All models, taught the same messages."""
    kinds = np.array([one.kind for one in source])
    lesson = Lesson([one.heard.tokens for one in source], np.sign(kinds), kinds, np.ones(len(source)), 1.0)
    pupils = [Pupil(seed, len(KINDS) + 1, shape) for seed, shape in enumerate(_PUPILS, 1)]
    for pupil in pupils:
        taught(pupil, lesson, _READINGS)
    return Learned(_linear(source), pupils)


def _linear(source: Sequence[Example]) -> Any:
    """The mean of the weights of the later lessons."""
    weights = np.zeros((1 << BITS, len(KINDS) + 1), np.float32)
    moved, total = np.full_like(weights, _STEP), np.zeros_like(weights)
    random, order = Random(1), list(range(len(source)))
    for lesson in range(_LESSONS):
        random.shuffle(order)
        for number in order:
            one = source[number]
            places = np.array(one.heard.places)
            share = _shares(_worths(weights, one))
            share[one.kind] -= 1
            slope = share / np.sqrt(len(places)) + _PULL * weights[places]
            moved[places] += slope**2
            weights[places] -= _SPEED * slope / np.sqrt(moved[places])
        if lesson >= _LESSONS // 2:
            total += weights
    total /= _LESSONS - _LESSONS // 2
    return total - total[:, :1]


def _worths(weights: Any, one: Example) -> Any:
    places = np.array(one.heard.places)
    return weights[places].sum(0) / np.sqrt(len(places))


def _shares(worths: Any) -> Any:
    odds = np.exp(worths - worths.max(axis=-1, keepdims=True))
    return odds / odds.sum(axis=-1, keepdims=True)


def cross_checked(source: Sequence[Example]) -> None:
    """Print how well messages are understood that were not learned."""
    pairs: list[tuple[str, int, int, float]] = []
    for fold in range(_FOLDS):
        held = [one for number, one in enumerate(source) if number // _PIECE % _FOLDS == fold]
        rest = [one for number, one in enumerate(source) if number // _PIECE % _FOLDS != fold]
        shares = learned(rest).shares(held)
        best = shares[:, 1:].argmax(axis=1) + 1
        pairs += [
            (one.code, one.kind, int(said), float(share[said]))
            for one, said, share in zip(held, best, shares, strict=True)
        ]
    for sure in (SURE - 0.1, SURE, SURE + 0.1):
        print(f"where a kind must be {sure:.1f} likely:")
        for name in (*CODES, "all"):
            _tell(
                name,
                [(kind, said if share >= sure else 0) for code, kind, said, share in pairs if name in (code, "all")],
            )


def _tell(name: str, pairs: Sequence[tuple[int, int]]) -> None:
    asked = [said == kind for kind, said in pairs if kind]
    wrong = [said not in (0, kind) for kind, said in pairs if kind]
    none = [said != 0 for kind, said in pairs if not kind]
    print(
        f"{name:8} understood {_percent(asked)}, taken for another kind {_percent(wrong)},"
        f" answered without need {_percent(none)}"
    )


def _percent(found: Sequence[bool]) -> str:
    return f"{100 * sum(found) / max(1, len(found)):.1f} % of {len(found)}"


def main() -> None:
    """Cross-check, or learn everything and write it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true")
    source = examples()
    if not arguments.parse_args().write:
        cross_checked(source)
        return
    made = learned(source)
    table = np.clip(np.rint(made.weights[:, 1:] * SCALE), -127, 127).astype(np.int8)
    WEIGHTS.write_bytes(np.ascontiguousarray(table.T).tobytes())
    NETWORKS.write_bytes(packed_networks(made.pupils))
    print(f"learned from {len(source)} messages")


if __name__ == "__main__":
    main()
