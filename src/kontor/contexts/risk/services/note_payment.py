"""An account paid with something that can be recognised: a card, a wallet."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from kontor.contexts.risk.models import Trace
from kontor.contexts.risk.policy import LINK_DEVICE
from kontor.contexts.risk.rules.kinds import MOST, TraceKind
from kontor.contexts.risk.rules.traces import key
from kontor.contexts.risk.services.link_accounts import link_accounts
from kontor.kernel.clock import now

_KEEP = """
INSERT INTO risk_trace (key, account_id, kind, joined_at, last_at, place, machine, hand)
VALUES (%s, %s, %s, NULL, %s, 0, 0, 0) ON CONFLICT (key, account_id) DO UPDATE SET last_at = excluded.last_at
"""


def note_payment(*, account_id: UUID, instrument: str) -> None:
    """Remember a digest of `instrument` (a provider's token of a card or wallet, never its number), and link accounts
    once as many have paid with it as the policy says (ACC-31)."""
    found = key(TraceKind.PAYMENT, instrument, secret=settings.SECRET_KEY)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, [found, account_id, int(TraceKind.PAYMENT), now()])
        others = Trace.objects.filter(key=found).exclude(account_id=account_id).order_by("-last_at")
        same = list(others.values_list("account_id", flat=True)[: MOST[TraceKind.PAYMENT]])
        if len(same) >= LINK_DEVICE.int():
            link_accounts(account_id=account_id, ties=dict.fromkeys(same, TraceKind.PAYMENT))
