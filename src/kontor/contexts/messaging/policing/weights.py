"""The weights of the linear model of meaning, as `train` leaves them (MSG-09)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from mmap import ACCESS_READ, mmap

from kontor.contexts.messaging.policing.meaning import SIZES, Features, loudnesses
from kontor.contexts.messaging.policing.plain import DATA


@dataclass(frozen=True, slots=True)
class Model:
    """Weights: one signed byte each, times the scale of their table."""

    bias: float
    thresholds: dict[str, float]
    scales: tuple[float, ...]
    tables: tuple[memoryview, ...]

    def score(self, features: Features) -> float:
        """How much speaks for a violation, in log-odds."""
        total = self.bias
        for places, table, scale, loudness in zip(
            features, self.tables, self.scales, loudnesses(features), strict=True
        ):
            total += sum([table[place] for place in places]) * scale * loudness
        return total


@lru_cache(maxsize=1)
def model() -> Model:
    """The shipped weights; opened once in a process that needs them, and shared by all of a machine."""
    with (DATA / "weights.bin").open("rb") as file:
        facts = json.loads(file.readline())
        view = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))[file.tell() :].cast("b")
    ends = list(accumulate(SIZES, initial=0))
    tables = tuple(view[low:high] for low, high in pairwise(ends))
    return Model(facts["bias"], facts["thresholds"], tuple(facts["scales"]), tables)
