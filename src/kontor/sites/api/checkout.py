"""Ordering in one call: placed, and paid or told where to pay (TRD-05, TRD-06)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Annotated, cast
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from ninja import Header, Router
from pydantic_core import to_json

from kontor.contexts.buyers.services.add_address import add_address
from kontor.contexts.checkout.choosing import choose
from kontor.contexts.checkout.errors import AddressMissing
from kontor.contexts.checkout.queries import placed_before
from kontor.contexts.checkout.services.place_order import Wish, place_order
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.services.place import Placed
from kontor.contexts.orders.shapes import Purchase
from kontor.contexts.payments import queries as payments
from kontor.contexts.payments.errors import MethodNotOffered, NotPayable, ProviderDown
from kontor.contexts.payments.rules import Method
from kontor.contexts.payments.services.begin_payment import begin_payment
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform import idempotency
from kontor.platform.http.request import Request
from kontor.sites.api import schemas, shown
from kontor.sites.api.addresses import draft
from kontor.sites.api.cart import quantities
from kontor.sites.api.errors import key_missing
from kontor.sites.api.lowering import named, reductions_of
from kontor.sites.api.who import buyer_of, buyer_session

router = Router(tags=["Buy"], auth=buyer_session)


@router.post(
    "/checkout",
    response={201: schemas.Checkout, **dict.fromkeys((400, 401, 403, 404, 409, 422, 429, 451, 503), schemas.Problem)},
    operation_id="checkout",
    summary="Order and pay",
)
def checkout(
    request: HttpRequest,
    wanted: schemas.CheckoutIn,
    key: Annotated[str, Header(alias="Idempotency-Key", description="a new one for each purchase")] = "",
) -> HttpResponse:
    """Order the named lines, or the cart, and begin to pay.

    The same key with the same body is the same purchase, however often it is sent: after a lost answer send the
    call again. A key that is being worked on answers 409 with `Retry-After`, one that was used for another
    body 422. `payment.redirect_url` is where the buyer pays.

    What lowers the total is what a quote said: with its `fingerprint` the price shown is the price charged. Coupons or
    coins that cannot be used any more are refused with a code, and nothing has happened.
    """
    if not key.strip():
        return key_missing(request)
    viewer, ours = buyer_of(request), cast("Request", request)
    method = _method(ours, wanted.payment_method)
    coupons = _coupons(viewer, wanted, _form(key))
    try:
        stored = idempotency.once(
            scope=f"api.checkout:{viewer.buyer_id}",
            key=key.strip(),
            body=request.body,
            run=lambda: _place(ours, viewer, wanted, _form(key), coupons, method),
        )
    except (idempotency.StillRunning, idempotency.KeyUsedForOther):
        raise
    except (IntegrityError, Refusal):  # the key may be older than what is remembered of answers
        before = placed_before(viewer, _form(key))
        if before is None:
            raise
        _check_still_offered(ours, viewer, before.buyer_order_id, method)
        stored = replace(_placed(before), replayed=True)
    number, buyer_order_id = int(stored.answer["number"]), UUID(stored.answer["buyer_order_id"])
    payment = _pay(ours, viewer, buyer_order_id, number, method)
    lowered = wanted.coupons or wanted.coupon_codes or wanted.coins
    reductions = reductions_of(viewer, buyer_order_id) if lowered else []
    body = to_json(_answer(orders.purchase(viewer, number), payment, reductions))
    response = HttpResponse(body, status=stored.status, content_type="application/json")
    if stored.replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return response


def _method(request: Request, code: str) -> Method:
    """The way that is named; whether the goods allow it is seen when they are priced (`Wish.by_wechat`)."""
    for method in payments.methods(request.account.country, wechat_everywhere=True):
        if method.code == code:
            return method
    raise MethodNotOffered(field="payment_method")


def _check_still_offered(request: Request, viewer: Buyer, buyer_order_id: UUID, method: Method) -> None:
    """A key whose answer is forgotten may come with another way to pay than the order was made with (ACC-04)."""
    if method.needs_every_product and method not in payments.methods_of_order(
        viewer, request.account.country, buyer_order_id
    ):
        raise MethodNotOffered(field="payment_method")


def _form(key: str) -> str:
    """The key of the order, as pages make one with their form."""
    return hashlib.sha256(f"api:{key.strip()}".encode()).hexdigest()


def _placed(placed: Placed) -> idempotency.Stored:
    return idempotency.Stored(201, {"number": placed.number, "buyer_order_id": str(placed.buyer_order_id)})


def _coupons(viewer: Buyer, wanted: schemas.CheckoutIn, form: str) -> list[UUID]:
    """Those named by id or code; what has been placed already is not looked up again."""
    if wanted.coupon_codes and placed_before(viewer, form):
        return []
    return named(viewer, wanted)


def _place(
    request: Request, viewer: Buyer, wanted: schemas.CheckoutIn, form: str, coupons: list[UUID], method: Method
) -> idempotency.Stored:  # fmt: skip
    """Inside the transaction that remembers the answer: a crash keeps the order and the answer, or neither."""
    address_id = wanted.address_id
    if wanted.address is not None:
        address_id = add_address(viewer=viewer, draft=draft(wanted.address)).id
    if address_id is None:
        raise AddressMissing(field="address_id")
    place = request.place
    wish = Wish(
        checkout_key=form,
        address_id=address_id,
        fingerprint=wanted.fingerprint,
        currency=place.currency,
        language=place.language,
        choices=wanted.choices,
        notes={store: note.replace("\0", "") for store, note in wanted.notes.items()},
        seen_from=request.seen_from,
        by_wechat=method.needs_every_product,
        lines=quantities(wanted.lines),
        coupons=coupons,
        coins=wanted.coins if isinstance(wanted.coins, int) else 0,
    )
    wish = choose(viewer, wish, best=wanted.coupons == "best", most=wanted.coins == "max")
    return _placed(place_order(viewer=viewer, wish=wish, within=True))


def _pay(request: Request, viewer: Buyer, order_id: UUID, number: int, method: Method) -> dict[str, str | None]:
    """After the order stands: a provider is never waited for while goods are held."""

    def address_of(name: str) -> str:
        path = reverse("pay_return", args=[number])
        if name.startswith("notify/"):
            path = reverse("hook_payment", args=[name.removeprefix("notify/")])
        return (
            f"{settings.KONTOR.public_url.rstrip('/')}{path}"
            if settings.KONTOR.public_url
            else (request.build_absolute_uri(path))
        )

    try:
        sent = begin_payment(
            viewer=viewer,
            buyer_order_id=order_id,
            method=method,
            title=gettext("Kontor order %(number)s") % {"number": number},
            address_of=address_of,
        )
    except NotPayable:
        return _payment(method)
    except ProviderDown as silent:
        return _payment(method, problem=silent.code)
    return _payment(method, redirect_url=None if sent.paid else sent.redirect_url)


def _payment(method: Method, *, redirect_url: str | None = None, problem: str | None = None) -> dict[str, str | None]:
    """`schemas.Payment`, as plain values: what we make ourselves needs no checking."""
    return {"method": method.code, "redirect_url": redirect_url, "problem": problem}


def _answer(
    purchase: Purchase, payment: dict[str, str | None], reductions: list[dict[str, object]]
) -> dict[str, object]:  # fmt: skip
    """`schemas.Checkout`, as plain values."""
    return {
        "number": str(purchase.number),
        "state": purchase.state,
        "total": shown.plain_money(purchase.total),
        "pay_by": purchase.pay_by,
        "reductions": reductions,
        "orders": [
            {
                "number": str(card.number),
                "store": card.store_slug,
                "state": card.state,
                "total": shown.plain_money(card.total),
            }
            for card in purchase.orders
        ],
        "payment": payment,
    }
