"""The books are looked through: entries balance, cached balances are the sums of their postings."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from kontor.platform.verify import Finding, verifier

_UNBALANCED = """
SELECT journal_id, unit, sum(minor) FROM ledger_posting GROUP BY journal_id, unit HAVING sum(minor) <> 0
"""
_CACHED = """
SELECT a.id, a.kind, a.unit, a.balance_minor, coalesce(sum(p.minor), 0)
FROM ledger_ledgeraccount a LEFT JOIN ledger_posting p ON p.account_id = a.id
WHERE a.kind = 'payable' GROUP BY a.id HAVING a.balance_minor <> coalesce(sum(p.minor), 0)
"""
_UNIT = """
SELECT p.id, p.unit, a.unit FROM ledger_posting p LEFT JOIN ledger_ledgeraccount a ON a.id = p.account_id
WHERE a.unit IS DISTINCT FROM p.unit
"""


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@verifier("ledger")
def entries_balance() -> Iterator[Finding]:
    """Every entry sums to zero in every unit, on accounts that exist."""
    for journal, unit, rest in _rows(_UNBALANCED):
        sentence = f"does not balance: {rest} {unit} are left over"
        yield Finding(row=f"ledger_posting journal {journal}", sentence=sentence)
    for posting, unit, of_account in _rows(_UNIT):
        yield Finding(row=f"ledger_posting {posting}", sentence=f"is in {unit}, its account in {of_account}")


@verifier("balances")
def cached_balances_hold() -> Iterator[Finding]:
    """Balances that are kept beside the postings equal their sum."""
    for account, kind, unit, kept, real in _rows(_CACHED):
        yield Finding(
            row=f"ledger_ledgeraccount {account}",
            sentence=f"{kind} keeps {kept} {unit} minor units, its postings sum to {real}",
        )
