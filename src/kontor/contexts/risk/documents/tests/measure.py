"""How well pictures are judged, as the table of `docs/operate/identity.md`.

    python -m kontor.contexts.risk.documents.tests.measure judge 41 --good 120 --each 12

The world `fit` is the one in which limits are set. `judge` has other tables, light, print and sensor: look at it with a
seed that was not used before, and set nothing by what it shows.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial

import cv2

from kontor.contexts.risk.documents.examine import examine
from kontor.contexts.risk.documents.intake import take_in
from kontor.contexts.risk.documents.tests.generated.photos import FAULTS, photo
from kontor.contexts.risk.documents.tests.generated.scenes import FIT, JUDGE

TODAY = date(2026, 6, 1)


@dataclass(frozen=True, slots=True)
class Judged:
    """One picture: what is true, what was found, and the processor's seconds it took to judge."""

    name: str
    fault: str
    found: tuple[str, ...]
    seconds: float


def judged(place: tuple[str, int], *, world: str, seed: int) -> Judged:
    """Draw the picture at `place` (fault, number) of the collection of `seed`, and judge it."""
    taken = take_in(photo(world, seed=seed, fault=place[0], number=place[1]).content)
    start = time.process_time()
    verdict = examine(taken.pixels, today=TODAY, camera=taken.camera)
    seconds = time.process_time() - start
    return Judged(f"{place[0] or 'good'} {place[1]}", place[0], tuple(str(fault) for fault in verdict.faults), seconds)


def places(*, each: int, good: int) -> list[tuple[str, int]]:
    """Which pictures a collection has: (fault, number), the fault "" for good ones."""
    return [("", number) for number in range(good)] + [(fault, number) for fault in FAULTS for number in range(each)]


def table(results: Iterable[Judged]) -> str:
    """Per truth: how many pictures, refused ones, those whose fault was named, and what was told instead."""
    rows = list(results)
    lines = ["| truth | pictures | refused | fault named | told otherwise |", "|---|---|---|---|---|"]
    for fault in ("", *FAULTS):
        mine = [row for row in rows if row.fault == fault]
        refused = [row for row in mine if row.found]
        named = [row for row in refused if fault in row.found]
        other = Counter(" + ".join(row.found) for row in refused if row not in named)
        told = ", ".join(f"{words} {count}" for words, count in other.most_common())
        lines.append(f"| {fault or 'good'} | {len(mine)} | {len(refused)} | {len(named) if fault else ''} | {told} |")
    wrong = [f"{row.name}: {' + '.join(row.found) or 'accepted'}" for row in rows if bool(row.found) != bool(row.fault)]
    seconds = sorted(row.seconds for row in rows)
    middle, ninth = seconds[len(seconds) // 2], seconds[len(seconds) * 9 // 10]
    return "\n".join([*lines, f"\nseconds of a processor: median {middle:.3f}, nine of ten within {ninth:.3f}", *wrong])


def main() -> None:
    """Draw, judge and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("world", choices=[FIT, JUDGE])
    words.add_argument("seed", type=int)
    words.add_argument("--good", type=int, default=120)
    words.add_argument("--each", type=int, default=12)
    asked = words.parse_args()
    one = partial(judged, world=asked.world, seed=asked.seed)
    with ProcessPoolExecutor(os.cpu_count(), initializer=cv2.setNumThreads, initargs=(1,)) as pool:
        print(table(pool.map(one, places(each=asked.each, good=asked.good), chunksize=4)))  # noqa: T201


if __name__ == "__main__":
    main()
