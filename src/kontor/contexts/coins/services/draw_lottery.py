"""A lottery has closed: its seed is published and its numbers follow (COI-10)."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction
from pydantic_core import to_json

from kontor.contexts.coins.models import Lottery, Ticket
from kontor.contexts.coins.rules.lottery import Prize, list_digest, number, won
from kontor.kernel.clock import now
from kontor.platform import vault

_NUMBERS = """
UPDATE coins_ticket t SET number = n.number, won = n.won
FROM json_to_recordset(%s::json) AS n (id uuid, number int, won int) WHERE t.id = n.id
"""


def draw_lottery(*, lottery_id: UUID) -> bool:
    """Publish the seed and the digest of all tickets, and write each ticket's number. `give_prizes` comes next.

    Returns:
        Whether it was drawn now: not before it closes, nor twice.
    """
    with transaction.atomic():
        lottery = Lottery.objects.select_for_update().filter(id=lottery_id, drawn_at__isnull=True).first()
        if lottery is None or now() < lottery.closes_at:
            return False
        seed = vault.open_sealed(bytes(lottery.sealed_seed), bound_to=f"coins.lottery:{lottery.id}")
        tickets = list(Ticket.objects.filter(lottery=lottery).order_by("place"))
        prizes = [Prize(*prize) for prize in lottery.prizes]
        digest = list_digest([ticket.code for ticket in tickets])
        rows = []
        for ticket in tickets:
            value = number(seed, digest, ticket.place)
            prize = won(value, prizes)
            rows.append({"id": ticket.id, "number": value, "won": prize.coins if prize else 0})
        with connection.cursor() as cursor:
            cursor.execute(_NUMBERS, [to_json(rows).decode()])
        Lottery.objects.filter(id=lottery.id).update(seed=seed.hex(), sealed_seed=b"", digest=digest, drawn_at=now())
        return True
