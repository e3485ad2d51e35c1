"""The journal knows ids and amounts; it is kept whole (ACC-42)."""

from __future__ import annotations

from kontor.contexts.ledger.models import LedgerAccount, Posting
from kontor.platform.privacy import free

free(LedgerAccount, "the name of a provider, a unit", "name", "unit")
free(Posting, "the id of what was booked, a unit", "cause", "unit")
