"""One register of every column that holds personal data (ACC-42): contexts declare theirs in `personal.py`.

`holds(Model, …)` declares columns with what becomes of them, `free(Model, because, …)` those that are about nobody.
A law test finds a column that stands in neither. Export and erasure read the register and nothing else.
"""

from kontor.platform.privacy.erase import erase
from kontor.platform.privacy.gather import Area, File, gather
from kontor.platform.privacy.obstacles import Obstacle, obstacle, obstacles
from kontor.platform.privacy.person import Person
from kontor.platform.privacy.register import Column, Holding, Kind, Then, Whose, free, gaps, holdings, holds, never, of

__all__ = [
    "Area",
    "Column",
    "File",
    "Holding",
    "Kind",
    "Obstacle",
    "Person",
    "Then",
    "Whose",
    "erase",
    "free",
    "gaps",
    "gather",
    "holdings",
    "holds",
    "never",
    "obstacle",
    "obstacles",
    "of",
]
