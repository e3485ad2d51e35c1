"""Accounts that belong together become one cluster, account by account (ACC-31)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.risk.clustering import carry_out, one_linker, standing
from kontor.contexts.risk.rules.clusters import plan
from kontor.contexts.risk.rules.kinds import TraceKind


def link_accounts(*, account_id: UUID, ties: Mapping[object, TraceKind]) -> UUID | None:
    """Put the account and those it is tied to into one cluster (`rules.clusters.plan`).

    Args:
        ties: other accounts, each with the kind of trace that both have.

    Returns:
        The cluster; None where none of the others is an account any more.
    """
    reasons = {other: kind for other, kind in ties.items() if isinstance(other, UUID) and other != account_id}
    living = accounts.known_ids([account_id, *reasons])
    reasons = {other: kind for other, kind in reasons.items() if other in living}
    if not reasons or account_id not in living:
        return None
    with transaction.atomic():
        one_linker()
        clusters, decided = standing([account_id, *reasons])
        return carry_out(plan(account_id, reasons, clusters, decided))
