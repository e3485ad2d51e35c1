"""A mail domain that hardly anybody shares is as good as a name: it is forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction

from kontor.contexts.accounts.policy import DOMAIN_NAMED_FROM, RARE_DOMAIN_KEPT
from kontor.kernel.clock import now

_FORGET = """
UPDATE accounts_lostregistration SET domain = '' WHERE at < %(before)s AND domain IN (
    SELECT domain FROM accounts_lostregistration WHERE domain <> '' GROUP BY domain HAVING count(*) < %(named)s)
"""


def forget_rare_domains() -> int:
    """Blank the rare domains of lost registrations that are old enough (ACC-50).

    Returns:
        How many registrations lost their domain.
    """
    before = now() - timedelta(days=RARE_DOMAIN_KEPT.int())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_FORGET, {"before": before, "named": DOMAIN_NAMED_FROM.int()})
        return int(cursor.rowcount)
