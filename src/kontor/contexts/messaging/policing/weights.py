"""The weights of the linear model of meaning, as `train` leaves them (MSG-09)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from kontor.contexts.messaging.policing.meaning import SIZES, Features, loudnesses
from kontor.contexts.messaging.policing.plain import DATA


@dataclass(frozen=True, slots=True)
class Model:
    """Weights: one signed byte each, times the scale of their table."""

    bias: float
    thresholds: dict[str, float]
    scales: tuple[float, ...]
    tables: tuple[Any, ...]

    def score(self, features: Features) -> float:
        """How much speaks for a violation, in log-odds."""
        total = self.bias
        for places, table, scale, loudness in zip(
            features, self.tables, self.scales, loudnesses(features), strict=True
        ):
            total += int(table.take([*places]).sum()) * scale * loudness if places else 0.0
        return total


@lru_cache(maxsize=1)
def model() -> Model:
    """The shipped weights; opened once in a process that needs them, and shared by all of a machine."""
    import numpy as np  # noqa: PLC0415  (only where messages are judged)

    file = DATA / "weights.bin"
    with file.open("rb") as opened:
        facts = json.loads(opened.readline())
        table = np.asarray(np.memmap(file, np.int8, "r", opened.tell()))
    ends = list(accumulate(SIZES, initial=0))
    tables = tuple(table[low:high] for low, high in pairwise(ends))
    return Model(facts["bias"], facts["thresholds"], tuple(facts["scales"]), tables)
