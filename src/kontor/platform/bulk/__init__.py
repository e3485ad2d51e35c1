"""One action on many rows: looked at first, then done row by row in the background, each row answered for itself.

A context declares its actions in a room `bulk.py` with `declare`. A site makes a `plan` of chosen ids (nothing is done,
every row says what would become of it), shows it, and `start`s it; a job does the rows, some at a time, each in a
savepoint of its own. What can be undone is planned again the other way round with `undo`. An action may make one file
of all rows that were done (packing slips), kept for its person and a short time.
"""

from kontor.platform.bulk.declare import Action, Actor, Outcome, Values, declare, find
from kontor.platform.bulk.errors import (
    BulkActionUnknown,
    BulkFileGone,
    BulkNothingChosen,
    BulkStarted,
    BulkTooMany,
    BulkUndoOver,
    BulkUnknown,
    BulkValueMissing,
)
from kontor.platform.bulk.models import BulkRow, BulkRun
from kontor.platform.bulk.planning import plan, undo
from kontor.platform.bulk.reading import Line, Run, Tally, file_of, latest, lines, run_of, tally
from kontor.platform.bulk.running import start

__all__ = [
    "Action",
    "Actor",
    "BulkActionUnknown",
    "BulkFileGone",
    "BulkNothingChosen",
    "BulkRow",
    "BulkRun",
    "BulkStarted",
    "BulkTooMany",
    "BulkUndoOver",
    "BulkUnknown",
    "BulkValueMissing",
    "Line",
    "Outcome",
    "Run",
    "Tally",
    "Values",
    "declare",
    "file_of",
    "find",
    "latest",
    "lines",
    "plan",
    "run_of",
    "start",
    "tally",
    "undo",
]
