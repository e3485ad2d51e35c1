"""How a bulk action says no as a whole."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class BulkUnknown(Refusal):
    code = "ERR_BULK_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such run.")


class BulkActionUnknown(Refusal):
    code = "ERR_BULK_ACTION_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose what shall be done.")


class BulkNothingChosen(Refusal):
    code = "ERR_BULK_NOTHING_CHOSEN"
    kind = Kind.INVALID
    sentence = _("Choose at least one row.")


class BulkTooMany(Refusal):
    code = "ERR_BULK_TOO_MANY"
    kind = Kind.INVALID
    sentence = _("At most %(most)s rows can be changed at once. Narrow the list first.")


class BulkStarted(Refusal):
    code = "ERR_BULK_STARTED"
    kind = Kind.CONFLICT
    sentence = _("This was started already.")


class BulkUndoOver(Refusal):
    code = "ERR_BULK_UNDO_OVER"
    kind = Kind.CONFLICT
    sentence = _("This can no longer be undone at once. Choose the rows again.")


class BulkValueMissing(Refusal):
    code = "ERR_BULK_VALUE_MISSING"
    kind = Kind.INVALID
    sentence = _("Enter a number: by how much it changes, or what it shall be.")


class BulkFileGone(Refusal):
    code = "ERR_BULK_FILE_GONE"
    kind = Kind.NOT_FOUND
    sentence = _("This file is no longer kept. Make it again from the list.")
