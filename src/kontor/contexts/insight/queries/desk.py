"""What waits, and how the market stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kontor.contexts.insight.queries.rows import least_id, rows
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator

FORGED_WITHIN = timedelta(days=7)

# Each count reads a partial index: what waits is little, whatever the market's size.
_WAITING = """
SELECT (SELECT count(*) FROM orders_storeorder WHERE state = 'paid'),
    (SELECT count(*) FROM payments_callback WHERE NOT verified AND id >= %(since)s),
    (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'),
    (SELECT count(*) FROM platform_outbox WHERE parked),
    (SELECT coalesce(jsonb_object_agg(kind, n), '{}') FROM
        (SELECT kind, count(*) AS n FROM platform_review WHERE closed_at IS NULL GROUP BY kind) AS review),
    (SELECT count(*) FROM privacy_privacyrequest WHERE state = 'waiting' AND due_at < %(now)s),
    (SELECT coalesce(sum(differing), 0) FROM billing_reconciliation
        WHERE day = (SELECT max(day) FROM billing_reconciliation)),
    (SELECT count(*) FROM billing_due WHERE reason <> '')
"""
_MONEY = """
SELECT (SELECT count(*) FROM payments_intent WHERE state IN ('created', 'pending')),
    (SELECT min(created_at) FROM payments_intent WHERE state IN ('created', 'pending')),
    (SELECT count(*) FROM payments_refund WHERE state = 'requested'),
    (SELECT min(requested_at) FROM payments_refund WHERE state = 'requested')
"""
_STATES = "SELECT state, count(*) FROM orders_storeorder GROUP BY state"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a person must look at, for the counts of the rail.

    Attributes:
        forged: callbacks of the last seven days whose signature did not hold.
        reviews: open cases by the name of their queue.
    """

    in_risk_check: int
    forged: int
    failed_jobs: int
    parked: int
    reviews: Mapping[str, int]
    overdue_requests: int  # of people about their own data (ACC-42)
    differences: int = 0  # of the books, as the latest reconciliation found them (TRD-12)
    not_issued: int = 0  # invoices and credit notes that could not be issued (TRD-12)

    @property
    def in_review(self) -> int:
        return sum(self.reviews.values())

    @property
    def jobs(self) -> int:
        return self.failed_jobs + self.parked


@dataclass(frozen=True, slots=True)
class Desk:
    """The figures of the first page."""

    waiting: Waiting
    by_state: Mapping[str, int]
    open_payments: int
    oldest_payment: datetime | None
    owed_refunds: int
    oldest_refund: datetime | None


def waiting(viewer: Operator) -> Waiting:
    """The counts of the rail, in one statement."""
    moment = now()
    values = {"since": least_id(moment - FORGED_WITHIN), "now": moment}
    checks, forged, jobs, parked, reviews, overdue, differences, undone = rows(_WAITING, values)[0]
    return Waiting(checks, forged, jobs, parked, json.loads(reviews), overdue, int(differences), undone)


def desk(viewer: Operator) -> Desk:
    """The figures of the first page, in three statements."""
    payments, oldest_payment, refunds, oldest_refund = rows(_MONEY, {})[0]
    return Desk(
        waiting=waiting(viewer),
        by_state=dict(rows(_STATES, {})),
        open_payments=payments,
        oldest_payment=oldest_payment,
        owed_refunds=refunds,
        oldest_refund=oldest_refund,
    )
