"""Files for tests of the checks of identity: drawn once a process."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from kontor.contexts.risk.documents.tests.generated.photos import Photo, faulty, good
from kontor.contexts.risk.documents.tests.generated.scenes import FIT


@lru_cache(maxsize=8)
def side(
    name: str, *, form: str = "TD1", given: str = "VESELA", family: str = "PETROVA", expired: bool = False
) -> Photo:
    """A good photo of one side of the document of the factories' buyer."""
    rng = np.random.default_rng((5, 1 if expired else 0))
    return good(
        rng, FIT, form="TD1", given="VESELA", family="PETROVA", expired=expired, side=0 if name == "front" else 1
    )


@lru_cache(maxsize=4)
def spoilt(fault: str) -> Photo:
    """A photo with a severe fault."""
    return faulty(np.random.default_rng((6, 1)), FIT, fault, 1.0)
