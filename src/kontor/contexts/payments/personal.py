"""What payments hold of buyers (ACC-42). Amounts stay; what a provider said of the payer goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from kontor.contexts.payments.models import (
    Agreement,
    AgreementState,
    Callback,
    Escrow,
    EscrowState,
    Intent,
    Refund,
    RefundState,
    Settlement,
)
from kontor.contexts.payments.rules import reference
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Obstacle, Person, Then, Whose, free, holds, never, obstacle

holds(
    Intent,
    Column("redirect_url", Kind.IDENTIFIER, _("Page of the provider")),
    Column(
        "provider_reference", Kind.IDENTIFIER, _("Number at the provider"), then=Then.KEEP,
        because="proves a payment and finds it again at the provider; names nobody here",
    ),
    title=_("Payments"), whose=Whose.BUYER, rows="buyer_id", then=Then.BLANK,
    also=("order_number", "provider", "method", "amount_minor", "currency", "state", "failure", "created_at",
          "settled_at"),
)  # fmt: skip
holds(
    Refund,
    Column(
        "provider_reference", Kind.IDENTIFIER, _("Number at the provider"),
        because="proves that the money went back; names nobody here",
    ),
    title=_("Refunds"), whose=Whose.BUYER, rows="buyer_id", then=Then.KEEP,
    also=("amount_minor", "currency", "state", "requested_at", "done_at"),
)  # fmt: skip


holds(
    Agreement,
    Column("label", Kind.IDENTIFIER, _("Masked name")),
    Column("token", Kind.SECRET, _("What it is charged with"), shown=never),
    Column("token_key", Kind.SECRET, _("By which the provider's words find it"), shown=never),
    Column("provider_reference", Kind.IDENTIFIER, _("Number at the provider")),
    Column("redirect_url", Kind.IDENTIFIER, _("Page of the provider")),
    title=_("Saved ways to pay"), whose=Whose.BUYER, rows="buyer_id", then=Then.BLANK,
    also=("method", "brand", "state", "last_day", "created_at", "bound_at", "ended_at", "ended_why"),
)  # fmt: skip


def _told(person: Person) -> models.QuerySet[Any, Any]:
    """Callbacks about the buyer's payments: each names the payment by our reference."""
    wanted = models.Q(pk__in=[])
    for intent in Intent.objects.filter(buyer_id=person.account_id).values_list("id", flat=True):
        wanted |= models.Q(body__contains=reference(person.account_id, intent))
    return Callback.objects.filter(wanted)


holds(
    Callback,
    Column("body", Kind.IDENTIFIER, _("What the provider told us of the payment")),
    title=_("Messages of payment providers"), whose=Whose.BUYER, rows=_told, then=Then.BLANK,
    also=("provider", "outcome", "received_at"),
)  # fmt: skip

_WALLET = "/account/payments/"

free(Intent, "codes of a provider and of its answer", "provider", "method", "currency", "failure")
free(Agreement, "codes, and the name of a card's house", "provider", "method", "brand", "ended_why")
free(Callback, "codes, and the provider's number of the message", "provider", "event_key", "outcome")
free(Escrow, "codes of currencies", "currency", "paid_currency")
free(Refund, "a code, and the id of the cause", "currency", "cause")
free(Settlement, "a code of a currency", "currency")


@obstacle
def money_under_way(person: Person) -> Iterator[Obstacle]:
    """Money in escrow, refunds that have not arrived, and consents that hold at a provider."""
    stores = Intent.objects.filter(buyer_id=person.account_id).values("id")
    held = Escrow.objects.filter(intent_id__in=stores, buyer_id=person.account_id, state=EscrowState.HELD).count()
    if held:
        yield Obstacle("payments.in_escrow", _("Payments held until receipt: %(count)s"), held, "/account/orders/")
    kept = Agreement.objects.filter(buyer_id=person.account_id).exclude(state=AgreementState.PENDING)
    alive = kept.exclude(state=AgreementState.ENDED, token=b"").count()
    if alive:  # ended at the provider first: afterwards nobody could tell it any more
        yield Obstacle("payments.saved", _("Saved ways to pay, to be removed first: %(count)s"), alive, _WALLET)
    owed = Refund.objects.filter(buyer_id=person.account_id, state=RefundState.REQUESTED).count()
    if owed:
        yield Obstacle("payments.refund_owed", _("Refunds on their way to you: %(count)s"), owed, "/account/orders/")
