"""An account paid with something that can be recognised: a card, a wallet."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.services.note_deeds import note_deeds


def note_payment(*, account_id: UUID, instrument: str) -> None:
    """Remember a digest of `instrument` (a provider's token of a card or wallet, never its number), and link accounts
    once more have paid with it than a household (ACC-31, ACC-35)."""
    note_deeds(account_id=account_id, deeds=[(TraceKind.PAYMENT, instrument)])
