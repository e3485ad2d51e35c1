"""The ledger of the past: entries by the same rules, balances added up on the way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from kontor.contexts.ledger.models import CACHED, LedgerAccount, Posting
from kontor.contexts.ledger.rules import Key, Leg, merged
from kontor.demo.load.ids import Ids


class Books:
    """Collects postings and accounts."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._sums: dict[Key, int] = {}
        self.postings: list[Posting] = []

    def post(self, cause: str, legs: Iterable[Leg], reference: UUID, at: datetime) -> UUID:
        """One balanced entry; returns its journal id."""
        journal = self._ids.at(at)
        for leg in merged(legs):
            self._sums[leg.account] = self._sums.get(leg.account, 0) + leg.minor
            self.postings.append(
                Posting(
                    account_id=leg.account.id,
                    id=self._ids.at(at),
                    journal_id=journal,
                    cause=cause,
                    unit=leg.account.unit,
                    minor=leg.minor,
                    reference=leg.reference or reference,
                    posted_at=at,
                )
            )
        return journal

    def accounts(self) -> list[LedgerAccount]:
        """Every account that was posted to, with its balance where that is kept."""
        return [
            LedgerAccount(
                id=key.id,
                kind=key.kind,
                owner_id=key.owner_id,
                name=key.name,
                unit=key.unit,
                balance_minor=minor if key.kind in CACHED else 0,
            )
            for key, minor in self._sums.items()
        ]
