"""Sending a buyer to pay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kontor.contexts.orders import locks
from kontor.contexts.orders.models import BuyerOrder, BuyerOrderState
from kontor.contexts.payments.errors import NotPayable, ProviderDown
from kontor.contexts.payments.models import LIVE, Intent, IntentState
from kontor.contexts.payments.providers.protocol import Ask, Begun, ProviderSilent
from kontor.contexts.payments.providers.register import provider
from kontor.contexts.payments.rules import Method, reference
from kontor.contexts.payments.services.check_payment import check_payment
from kontor.contexts.payments.services.close_payment import close_payment
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer


@dataclass(frozen=True, slots=True)
class Sent:
    """Where the payer goes next."""

    intent_id: UUID
    redirect_url: str


def begin_payment(
    *, viewer: Buyer, buyer_order_id: UUID, method: Method, title: str, address_of: Callable[[str], str]
) -> Sent:
    """Make, or find again, the one live payment of an order and the address at which it is paid (TRD-06).

    A double click, a reload and a second tab all get the same payment. A payment begun in another way is
    closed at its provider first; if it turns out to be paid, that is what counts.

    Args:
        title: what the payer reads at the provider.
        address_of: absolute address of `return` and of `notify/<provider>`.

    Raises:
        OrderNotFound, NotPayable: when the order is not the viewer's, or waits for no money.
        ProviderDown: when the provider does not answer; the order waits.
        MethodNotOffered: when the provider is not running here.
    """
    at_provider = provider(method.provider)
    intent, order = _intent(viewer, buyer_order_id, method)
    if intent.redirect_url:
        return Sent(intent.id, intent.redirect_url)
    ask = Ask(
        reference(intent.buyer_id, intent.id),
        method.code,
        title,
        Money(intent.amount_minor, intent.currency),
        address_of("return"),
        address_of(f"notify/{method.provider}"),
        max(60, int((order.pay_by - now()).total_seconds())),
    )
    try:
        begun = at_provider.begin(ask)
    except ProviderSilent as problem:
        raise ProviderDown from problem
    _remember(intent, begun)
    return Sent(intent.id, begun.redirect_url)


def _remember(intent: Intent, begun: Begun) -> None:
    Intent.objects.filter(buyer_id=intent.buyer_id, id=intent.id, state=IntentState.CREATED).update(
        state=IntentState.PENDING, redirect_url=begun.redirect_url, provider_reference=begun.provider_reference
    )


def _intent(viewer: Buyer, buyer_order_id: UUID, method: Method) -> tuple[Intent, BuyerOrder]:
    found, order = _find_or_make(viewer, buyer_order_id, method)
    if found.method != method.code:
        close_payment(buyer_id=viewer.buyer_id, intent_id=found.id)
        found, order = _find_or_make(viewer, buyer_order_id, method)
        if found.method != method.code:
            check_payment(buyer_id=viewer.buyer_id, intent_id=found.id)
            raise NotPayable
    if found.state == IntentState.SUCCEEDED:
        raise NotPayable
    return found, order


def _find_or_make(viewer: Buyer, buyer_order_id: UUID, method: Method) -> tuple[Intent, BuyerOrder]:
    with transaction.atomic():
        order = locks.buyer_order(viewer.buyer_id, buyer_order_id)
        live = Intent.objects.filter(buyer_id=viewer.buyer_id, buyer_order_id=buyer_order_id, state__in=LIVE).first()
        if live is not None:
            return live, order
        if order.state != BuyerOrderState.AWAITING_PAYMENT or order.pay_by <= now():
            raise NotPayable
        intent = Intent(
            buyer_id=viewer.buyer_id,
            buyer_order_id=buyer_order_id,
            order_number=order.number,
            provider=method.provider,
            method=method.code,
            amount_minor=order.total_minor,
            currency=order.currency,
            created_at=now(),
        )
        intent.save(force_insert=True)
        return intent, order
