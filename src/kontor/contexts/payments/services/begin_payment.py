"""Sending a buyer to pay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.orders import locks
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.errors import NotPayable, ProviderDown
from kontor.contexts.payments.models import LIVE, Intent, IntentState
from kontor.contexts.payments.providers.protocol import Ask, Begun, Provider, ProviderSilent
from kontor.contexts.payments.providers.register import provider
from kontor.contexts.payments.rules import Method, reference
from kontor.contexts.payments.services.apply_told import apply_told
from kontor.contexts.payments.services.check_payment import check_payment
from kontor.contexts.payments.services.close_payment import close_payment
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer
from kontor.platform.database.rows import Rows, columns, instance

_LIVE = Rows(Intent, "WHERE t.buyer_id = %s AND t.buyer_order_id = %s AND t.state = ANY(%s::text[])")
# The order is held while its payment is made, as everywhere: order before intent. Of two at the same moment the index
# of live payments lets one through.
_MAKE = f"""
WITH held AS (
    SELECT * FROM orders_buyerorder WHERE buyer_id = %(buyer)s AND id = %(order)s FOR UPDATE
), made AS (
    INSERT INTO payments_intent AS t (buyer_id, id, buyer_order_id, order_number, provider, method, amount_minor,
        currency, state, provider_reference, redirect_url, failure, created_at)
    SELECT buyer_id, %(id)s, id, number, %(provider)s, %(method)s, total_minor, currency, 'created', '', '', '', %(at)s
    FROM held WHERE state = 'awaiting_payment' AND pay_by > %(at)s
    ON CONFLICT (buyer_id, buyer_order_id) WHERE state IN ('created', 'pending', 'succeeded') DO NOTHING
    RETURNING t.*
)
SELECT {columns(Intent)}, {columns(BuyerOrder, "held")} FROM made t JOIN held ON TRUE
"""  # noqa: S608
_WIDTH = len(Intent._meta.concrete_fields)


@dataclass(frozen=True, slots=True)
class Sent:
    """Where the payer goes next; `paid` when there is no need to, because the provider said so at once."""

    intent_id: UUID
    redirect_url: str
    paid: bool = False


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
    if at_provider.at_once:
        with transaction.atomic():
            return _begin(at_provider, viewer, buyer_order_id, method, title, address_of)
    return _begin(at_provider, viewer, buyer_order_id, method, title, address_of)


def _begin(
    at_provider: Provider, viewer: Buyer, buyer_order_id: UUID, method: Method, title: str,
    address_of: Callable[[str], str],
) -> Sent:  # fmt: skip
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
    if begun.told is not None:
        held = (order, intent) if at_provider.at_once else None
        return Sent(intent.id, begun.redirect_url, paid=apply_told(told=begun.told, held=held) == "paid")
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
    at = now()
    with connection.cursor() as cursor:
        cursor.execute(
            _MAKE,
            {
                "id": new_id(), "buyer": viewer.buyer_id, "order": buyer_order_id, "at": at,
                "provider": method.provider, "method": method.code,
            },
        )  # fmt: skip
        made = cursor.fetchone()
    if made is not None:
        return instance(Intent, made[:_WIDTH]), instance(BuyerOrder, made[_WIDTH:])
    with transaction.atomic():
        order = locks.buyer_order(viewer.buyer_id, buyer_order_id)
        live = _LIVE.first(viewer.buyer_id, buyer_order_id, list(LIVE))
    if live is None:
        raise NotPayable
    return live, order
