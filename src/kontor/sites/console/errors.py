"""How the console itself says no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class ReasonMissing(Refusal):
    code = "ERR_REASON_MISSING"
    kind = Kind.INVALID
    sentence = _("Say why: the reason stays with the order's history.")


class MoveUnknown(Refusal):
    code = "ERR_MOVE_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such move.")


class NothingToRetry(Refusal):
    code = "ERR_NOTHING_TO_RETRY"
    kind = Kind.CONFLICT
    sentence = _("This no longer waits for another try. Reload the page to see its state.")
