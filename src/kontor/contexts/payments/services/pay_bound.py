"""Paying an order with a saved way to pay, without leaving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.orders import locks
from kontor.contexts.orders.models import BuyerOrder, BuyerOrderState
from kontor.contexts.payments.errors import AgreementUnusable, NotPayable, ProviderDown
from kontor.contexts.payments.models import LIVE, Agreement, AgreementState, Intent, IntentState
from kontor.contexts.payments.providers.protocol import Ask, ProviderSilent
from kontor.contexts.payments.providers.register import binder, running
from kontor.contexts.payments.rules import BOUND, bindable, reference
from kontor.contexts.payments.services.apply_told import apply_told
from kontor.contexts.payments.services.check_payment import check_payment
from kontor.contexts.payments.services.close_payment import close_payment
from kontor.contexts.payments.services.end_agreement import end_agreement
from kontor.contexts.payments.tokens import opened
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer


@dataclass(frozen=True, slots=True)
class Paid:
    """What became of it: the outcome of `apply_told`, or `silent`; `redirect_url` where the payer must confirm."""

    outcome: str
    redirect_url: str = ""


def pay_bound(
    *, viewer: Buyer, buyer_order_id: UUID, agreement_id: UUID, title: str, address_of: Callable[[str], str]
) -> Paid:
    """Charge a saved way to pay for an order: once, however often it is asked (BUY-10, TRD-06).

    A double click and a second tab find the same payment and announce it under the same reference, so the provider
    charges it once; what it says goes through `apply_told` like everything else. A payment begun in another way is
    closed at its provider first. When the answer is lost, the payment stays open and is asked about.

    Raises:
        OrderNotFound, NotPayable: when the order is not the viewer's, or waits for no money.
        AgreementUnusable: not the viewer's, ended, out of date, or not allowed in the buyer's country.
        ProviderDown: when the provider does not answer before anything was charged.
    """
    agreement = _usable(viewer, agreement_id)
    token = opened(agreement.id, agreement.token)
    if not token:  # sealed under another secret of this installation
        end_agreement(agreement_id=agreement.id, why="unreadable")
        raise AgreementUnusable(field="method")
    intent, order = _intent(viewer, buyer_order_id, agreement)
    if intent.redirect_url:
        return Paid("open", intent.redirect_url)
    ask = Ask(
        reference(intent.buyer_id, intent.id),
        agreement.method,
        title,
        Money(intent.amount_minor, intent.currency),
        address_of("return"),
        address_of(f"notify/{agreement.provider}"),
        max(60, int((order.pay_by - now()).total_seconds())),
    )
    at_provider = binder(agreement.provider)
    mine = Intent.objects.filter(buyer_id=intent.buyer_id, id=intent.id, state=IntentState.PENDING)
    try:
        name = intent.provider_reference or at_provider.prepare(ask, token)
    except ProviderSilent as problem:
        raise ProviderDown from problem
    if name:
        mine.update(provider_reference=name)
    try:
        charged = at_provider.charge(ask, token, name)
    except ProviderSilent:
        return Paid("silent")
    if charged.ended:
        end_agreement(agreement_id=agreement.id, why="withdrawn")
    if charged.redirect_url:
        mine.update(redirect_url=charged.redirect_url)
    return Paid(apply_told(told=charged.told), charged.redirect_url)


def _usable(viewer: Buyer, agreement_id: UUID) -> Agreement:
    found = Agreement.objects.filter(buyer_id=viewer.buyer_id, id=agreement_id, state=AgreementState.ACTIVE).first()
    if found is None or (found.last_day is not None and found.last_day < now().date()):
        raise AgreementUnusable(field="method")
    country = Account.objects.values_list("country", flat=True).get(pk=viewer.buyer_id)
    if found.method not in [way.code for way in bindable(country, running=frozenset(running()))]:
        raise AgreementUnusable(field="method")
    return found


def _intent(viewer: Buyer, buyer_order_id: UUID, agreement: Agreement) -> tuple[Intent, BuyerOrder]:
    found, order = _find_or_make(viewer, buyer_order_id, agreement)
    if found.agreement_id != agreement.id:
        close_payment(buyer_id=viewer.buyer_id, intent_id=found.id)
        found, order = _find_or_make(viewer, buyer_order_id, agreement)
        if found.agreement_id != agreement.id:
            check_payment(buyer_id=viewer.buyer_id, intent_id=found.id)
            raise NotPayable
    if found.state == IntentState.SUCCEEDED:
        raise NotPayable
    return found, order


def _find_or_make(viewer: Buyer, buyer_order_id: UUID, agreement: Agreement) -> tuple[Intent, BuyerOrder]:
    """The order's one live payment; it counts as known to the provider before it is, so a crash is asked about."""
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
            provider=agreement.provider,
            method=f"{agreement.method}{BOUND}",  # never that of a visit to the provider's page: the two do not mix
            agreement_id=agreement.id,
            amount_minor=order.total_minor,
            currency=order.currency,
            state=IntentState.PENDING,
            created_at=now(),
        )
        intent.save(force_insert=True)
        return intent, order
