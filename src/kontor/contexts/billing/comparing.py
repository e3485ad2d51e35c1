"""What the books are compared with: one statement for each comparison, so that both sides are of the same moment."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from kontor.kernel.text import mark as _

OPENED = 200  # so many differing keys are kept for each comparison
_LEDGER = "FROM ledger_posting p JOIN ledger_ledgeraccount a ON a.id = p.account_id WHERE a.kind ="
_PER_STORE = """
SELECT coalesce(o.store_id, l.owner_id)::text AS key, coalesce(o.currency, l.unit) AS currency,
  coalesce(o.minor, 0) AS ours, coalesce(l.minor, 0) AS booked
FROM ({ours}) o FULL JOIN (
  SELECT a.owner_id, a.unit, -sum(p.minor) AS minor {ledger} '{kind}' AND a.owner_id IS NOT NULL GROUP BY 1, 2
) l ON l.owner_id = o.store_id AND l.unit = o.currency
"""
_WHOLE = """
WITH r AS MATERIALIZED ({rows}), d AS (SELECT * FROM r WHERE ours <> booked ORDER BY key LIMIT {most})
SELECT (SELECT json_agg(t) FROM (
    SELECT currency, sum(ours)::bigint AS ours, sum(booked)::bigint AS booked,
      count(*) FILTER (WHERE ours <> booked) AS differing FROM r GROUP BY 1 ORDER BY 1) t),
  (SELECT json_agg(d) FROM d)
"""


def _per_store(ours: str, kind: str) -> str:
    return _PER_STORE.format(ours=ours, ledger=_LEDGER, kind=kind)


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison. `rows` selects key, currency, ours, booked; `opens` says what a key is: store, cause or unit."""

    title: str
    rows: str
    opens: str = "store"


# What providers told (payments, refunds) against what was booked, each under its own cause.
_GATEWAY = """
SELECT coalesce(o.cause, l.cause) AS key, coalesce(o.currency, l.unit) AS currency, coalesce(o.minor, 0) AS ours,
  coalesce(l.minor, 0) AS booked
FROM (
  SELECT 'payment:' || id AS cause, currency, amount_minor AS minor FROM payments_intent WHERE state = 'succeeded'
  UNION ALL SELECT 'late:' || id, currency, amount_minor FROM payments_intent WHERE failure = 'paid late'
  UNION ALL SELECT 'refund:' || id, currency, -amount_minor FROM payments_refund WHERE state = 'done'
) o FULL JOIN (
  SELECT p.cause, p.unit, sum(p.minor) AS minor FROM ledger_posting p
  JOIN ledger_ledgeraccount a ON a.id = p.account_id
  WHERE a.kind = 'gateway' AND split_part(p.cause, ':', 1) IN ('payment', 'late', 'refund') GROUP BY 1, 2
) l ON l.cause = o.cause AND l.unit = o.currency
"""
# What stands in settlement files against what was booked, day by day. A payment may be booked on the day after it was
# made, and clocks differ a little: an entry must stand in a file once its own day and the one before are read.
_SETTLED = """
WITH f AS (
  SELECT f.provider, f.starts_at, f.ends_at FROM billing_settlementfile f JOIN billing_settlementfile b
    ON b.provider = f.provider AND b.ends_at = f.starts_at AND b.state = 'read' WHERE f.state = 'read'
), o AS (SELECT cause, currency, sum(minor) AS minor FROM billing_settledline GROUP BY 1, 2),
p AS (
  SELECT replace(p.cause, 'late:', 'payment:') AS cause, p.unit, p.minor, a.name,
    p.posted_at + interval '5 minutes' AS at
  FROM ledger_posting p JOIN ledger_ledgeraccount a ON a.id = p.account_id
  WHERE a.kind = 'gateway' AND split_part(p.cause, ':', 1) IN ('payment', 'late', 'refund')
    AND p.posted_at >= (SELECT min(starts_at) - interval '2 days' FROM billing_settlementfile)
), l AS (
  SELECT p.cause, p.unit, sum(p.minor) AS minor FROM p
  WHERE p.cause IN (SELECT cause FROM o)
    OR EXISTS (SELECT 1 FROM f WHERE f.provider = p.name AND p.at >= f.starts_at AND p.at < f.ends_at) GROUP BY 1, 2
)
SELECT coalesce(o.cause, l.cause) AS key, coalesce(o.currency, l.unit) AS currency, coalesce(o.minor, 0) AS ours,
  coalesce(l.minor, 0) AS booked
FROM o FULL JOIN l ON l.cause = o.cause AND l.unit = o.currency
"""
# A day without a file that can be read differs by all that was booked on it; without business there is none, rightly.
_UNREAD = """
SELECT f.provider || ' ' || f.day AS key, p.unit AS currency, 0::bigint AS ours, sum(abs(p.minor))::bigint AS booked
FROM billing_settlementfile f JOIN ledger_ledgeraccount a ON a.kind = 'gateway' AND a.name = f.provider
JOIN ledger_posting p ON p.account_id = a.id AND p.posted_at >= f.starts_at AND p.posted_at < f.ends_at
WHERE f.state IN ('missing', 'broken') AND split_part(p.cause, ':', 1) IN ('payment', 'late', 'refund') GROUP BY 1, 2
"""
_BANK = """
SELECT coalesce(o.cause, l.cause) AS key, coalesce(o.currency, l.unit) AS currency, coalesce(o.minor, 0) AS ours,
  coalesce(l.minor, 0) AS booked
FROM (
  SELECT 'payout.pay:' || id AS cause, currency, amount_minor - fee_minor AS minor FROM billing_payout
  WHERE state = 'paid'
) o FULL JOIN (
  SELECT 'payout.pay:' || p.reference AS cause, p.unit, -sum(p.minor) AS minor FROM ledger_posting p
  JOIN ledger_ledgeraccount a ON a.id = p.account_id
  WHERE a.kind = 'gateway' AND a.name = 'bank' AND p.cause LIKE 'payout.%' GROUP BY 1, 2 HAVING sum(p.minor) <> 0
) l ON l.cause = o.cause AND l.unit = o.currency
"""
_SUSPENSE = """
SELECT coalesce(o.provider, l.name) AS key, coalesce(o.currency, l.unit) AS currency, coalesce(o.minor, 0) AS ours,
  coalesce(l.minor, 0) AS booked
FROM (
  SELECT i.provider, r.currency, sum(r.amount_minor) AS minor FROM payments_refund r
  JOIN payments_intent i ON i.buyer_id = r.buyer_id AND i.id = r.intent_id WHERE r.state <> 'done' GROUP BY 1, 2
) o FULL JOIN (
  SELECT a.name, a.unit, -sum(p.minor) AS minor FROM ledger_posting p
  JOIN ledger_ledgeraccount a ON a.id = p.account_id WHERE a.kind = 'suspense' GROUP BY 1, 2
) l ON l.name = o.provider AND l.unit = o.currency
"""
CHECKS: Mapping[str, Check] = {
    "gateway": Check(_("Payments and refunds, as providers told them"), _GATEWAY, "cause"),
    "settlement": Check(_("Payments and refunds, as settlement files have them"), _SETTLED, "cause"),
    "files": Check(_("Days whose settlement file is missing or cannot be read"), _UNREAD, "file"),
    "bank": Check(_("Payouts, as the bank told them"), _BANK, "cause"),
    "suspense": Check(_("Refunds that are owed"), _SUSPENSE, "name"),
    "escrow": Check(
        _("Escrow"),
        _per_store(
            "SELECT store_id, currency, sum(amount_minor) AS minor FROM payments_escrow WHERE state = 'held'"
            " GROUP BY 1, 2", "escrow",
        ),
    ),
    "balances": Check(
        _("Balances of stores"),
        _per_store(
            "SELECT owner_id AS store_id, unit AS currency, -balance_minor AS minor FROM ledger_ledgeraccount"
            " WHERE kind = 'payable'", "payable",
        ),
    ),
    "payouts": Check(
        _("Payouts on their way"),
        _per_store(
            "SELECT store_id, currency, sum(amount_minor - fee_minor) AS minor FROM billing_payout"
            " WHERE state IN ('waiting', 'ready', 'sent') GROUP BY 1, 2", "payout",
        ),
    ),
    "coin_funds": Check(
        _("Coin funds"),
        _per_store(
            "SELECT store_id, 'CNY' AS currency, fund_minor AS minor FROM coins_coinaccount", "coin_fund",
        ),
    ),
    "trial": Check(
        _("All accounts together"),
        "SELECT unit AS key, unit AS currency, 0::bigint AS ours, sum(minor) AS booked FROM ledger_posting GROUP BY 1",
        "unit",
    ),
}  # fmt: skip
"""Code → comparison, in the order in which they are read."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one comparison found in one currency, or of one key."""

    currency: str
    ours: int
    booked: int
    differing: int = 0
    key: str = ""


def compared(check: Check) -> tuple[Sequence[Found], Sequence[Found]]:
    """Sums by currency, and the keys that differ (at most `OPENED`)."""
    statement = _WHOLE.format(rows=check.rows, most=OPENED)
    with connection.cursor() as cursor:
        cursor.execute(statement)
        totals, keys = (json.loads(part) if isinstance(part, str) else part for part in cursor.fetchone())
    sums = [Found(row["currency"].strip(), row["ours"], row["booked"], row["differing"]) for row in totals or ()]
    differing = [Found(row["currency"].strip(), row["ours"], row["booked"], 1, row["key"]) for row in keys or ()]
    return sums, differing
