"""Papers are looked through: numbers without gaps, and figures that orders and the ledger bear out (TRD-12)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from kontor.contexts.billing.rules.dues import SENTENCES
from kontor.platform.verify import Finding, verifier

_GAPS = """
SELECT s.store_id, s.kind, s.year, s.last, count(d.id), coalesce(max(d.place), 0) FROM billing_series s
LEFT JOIN billing_document d ON d.store_id = s.store_id AND d.kind = s.kind AND d.year = s.year
GROUP BY s.store_id, s.kind, s.year, s.last HAVING count(d.id) <> s.last OR coalesce(max(d.place), 0) <> s.last
"""
# A tax that is part of the price is broken out on paper alone: orders and escrow know of none.
_AMOUNTS = """
SELECT d.number, d.paid_minor, o.total_minor, d.coins_minor, o.coins_minor, d.tax_minor, o.tax_minor, e.paid_minor
FROM billing_document d JOIN orders_storeorder o ON o.store_id = d.store_id AND o.id = d.order_id
LEFT JOIN payments_escrow e ON e.store_id = d.store_id AND e.id = d.order_id
WHERE d.kind = 'invoice' AND (d.paid_minor, d.coins_minor + d.subsidy_minor,
    CASE d.figures->>'scheme' WHEN 'included' THEN 0 ELSE d.tax_minor END, d.paid_minor)
  IS DISTINCT FROM (o.total_minor, o.coins_minor + o.subsidy_minor, o.tax_minor, e.paid_minor)
"""
_INCLUDED = """
SELECT number, tax_minor, round(full_minor * rate / (100 + rate))::bigint FROM (
  SELECT number, tax_minor, full_minor, (figures->>'percent')::numeric AS rate FROM billing_document
  WHERE figures->>'scheme' = 'included'
) d WHERE tax_minor <> round(full_minor * rate / (100 + rate))
"""
_CREDITS = """
SELECT e.id, e.refunded_minor, coalesce(sum(d.paid_minor), 0) FROM payments_escrow e
JOIN billing_document i ON i.store_id = e.store_id AND i.order_id = e.id AND i.kind = 'invoice'
LEFT JOIN billing_document d ON d.store_id = e.store_id AND d.order_id = e.id AND d.kind = 'credit'
WHERE NOT EXISTS (SELECT 1 FROM billing_due w WHERE w.store_id = e.store_id AND w.order_id = e.id)
  AND NOT EXISTS (SELECT 1 FROM platform_outbox f WHERE f.pending AND f.key = e.store_id)
GROUP BY e.store_id, e.id, e.refunded_minor HAVING e.refunded_minor <> coalesce(sum(d.paid_minor), 0)
"""

# Orders paid before this installation issued its first paper have none, and need none.
_MISSING = """
SELECT o.id, o.number, w.tries, w.reason, w.detail FROM orders_storeorder o
LEFT JOIN billing_due w ON w.store_id = o.store_id AND w.order_id = o.id AND w.cause = 'paid'
WHERE o.paid_at IS NOT NULL AND (w.reason <> ''
    OR w.id IS NULL AND o.paid_at >= (SELECT min(issued_at) FROM billing_document))
  AND NOT EXISTS (SELECT 1 FROM billing_document d
    WHERE d.store_id = o.store_id AND d.order_id = o.id AND d.cause = 'paid')
  AND NOT EXISTS (SELECT 1 FROM platform_outbox f WHERE f.pending AND f.key = o.store_id)
ORDER BY o.paid_at
"""
_UNCREDITED = """
SELECT w.order_id, w.cause, w.tries, w.reason, w.detail FROM billing_due w
WHERE w.cause <> 'paid' AND w.reason <> '' ORDER BY w.at
"""


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@verifier("invoices")
def papers_hold() -> Iterator[Finding]:
    """Series have no gaps, invoices bear what orders and escrow say, credit notes what went back."""
    for store, kind, year, last, many, highest in _rows(_GAPS):
        yield Finding(
            row=f"billing_series {store} {kind} {year}",
            sentence=f"has given {last} numbers, {many} documents bear them up to {highest}",
        )
    for number, *pairs in _rows(_AMOUNTS):
        yield Finding(row=f"billing_document {number}", sentence=f"does not bear its order's amounts: {pairs}")
    for number, tax, right in _rows(_INCLUDED):
        yield Finding(row=f"billing_document {number}", sentence=f"bears {tax} of tax, its price includes {right}")
    for order, back, credited in _rows(_CREDITS):
        yield Finding(row=f"payments_escrow {order}", sentence=f"{back} went back, credit notes sum to {credited}")


@verifier("unissued")
def every_paper_is_issued() -> Iterator[Finding]:
    """Every paid order has its invoice, every refund its credit note, or it is said why it could not be issued."""
    for order, number, tries, reason, detail in _rows(_MISSING):
        why = _why(tries, reason, detail) if tries else "and none is due"
        yield Finding(row=f"orders_storeorder {order}", sentence=f"order {number} is paid and has no invoice: {why}")
    for order, cause, tries, reason, detail in _rows(_UNCREDITED):
        why = _why(tries, reason, detail)
        yield Finding(row=f"orders_storeorder {order}", sentence=f"its {cause} has no credit note: {why}")


def _why(tries: object, reason: object, detail: object) -> str:
    said = SENTENCES.get(str(reason), str(reason)).rstrip(".")
    return f"{said}{f' ({detail})' if detail else ''}, tried {tries} times"


_PAYOUTS = """
SELECT coalesce(p.store_id, l.owner_id), coalesce(p.currency, l.unit), coalesce(p.minor, 0), coalesce(l.minor, 0)
FROM (
  SELECT store_id, currency, sum(amount_minor - fee_minor) AS minor FROM billing_payout
  WHERE state IN ('waiting', 'ready', 'sent') GROUP BY 1, 2
) p FULL JOIN (
  SELECT a.owner_id, a.unit, -sum(q.minor) AS minor FROM ledger_posting q
  JOIN ledger_ledgeraccount a ON a.id = q.account_id WHERE a.kind = 'payout' GROUP BY 1, 2
) l ON l.owner_id = p.store_id AND l.unit = p.currency
WHERE coalesce(p.minor, 0) <> coalesce(l.minor, 0)
"""
_PAID = """
SELECT p.number, p.state, p.amount_minor, coalesce(sum(q.minor), 0) FROM billing_payout p
JOIN ledger_ledgeraccount a ON a.kind = 'payable' AND a.owner_id = p.store_id AND a.unit = p.currency
LEFT JOIN ledger_posting q ON q.account_id = a.id AND q.reference = p.id
GROUP BY p.store_id, p.id HAVING coalesce(sum(q.minor), 0)
  <> CASE WHEN p.state IN ('cancelled', 'rejected', 'returned') THEN 0 ELSE p.amount_minor END
"""


@verifier("payouts")
def payouts_equal_ledger() -> Iterator[Finding]:
    """What is on its way equals the ledger; each payout took its amount once, and gave it back when it failed."""
    for store, currency, ours, booked in _rows(_PAYOUTS):
        yield Finding(
            row=f"billing_payout of store {store}", sentence=f"{ours} {currency} under way, the ledger says {booked}"
        )
    for number, state, amount, booked in _rows(_PAID):
        yield Finding(row=f"billing_payout {number}", sentence=f"is {state} with {amount}, the balance lost {booked}")


_STATEMENTS = """
SELECT s.store_id, s.currency, s.month, s.closing_minor, s.opening_minor - coalesce(sum(p.minor), 0),
  coalesce((SELECT q.closing_minor FROM billing_statement q WHERE q.store_id = s.store_id
    AND q.currency = s.currency AND q.month < s.month ORDER BY q.month DESC LIMIT 1), 0), s.opening_minor
FROM billing_statement s
JOIN ledger_ledgeraccount a ON a.kind = 'payable' AND a.owner_id = s.store_id AND a.unit = s.currency
LEFT JOIN ledger_posting p ON p.account_id = a.id AND p.posted_at >= s.month::timestamp AT TIME ZONE 'UTC'
  AND p.posted_at < (s.month + interval '1 month') AT TIME ZONE 'UTC'
GROUP BY s.store_id, s.id
"""


@verifier("statements")
def statements_equal_ledger() -> Iterator[Finding]:
    """Each month opens as the last one closed, and closes with what its postings sum to."""
    for store, currency, month, closing, real, before, opening in _rows(_STATEMENTS):
        name = f"billing_statement {store} {currency} {month}"
        if closing != real:
            yield Finding(row=name, sentence=f"closes with {closing}, its postings with {real}")
        if before != opening:
            yield Finding(row=name, sentence=f"opens with {opening}, the month before closed with {before}")
