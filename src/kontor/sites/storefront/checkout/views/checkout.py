"""Where it goes, how it is shipped, how it is paid: one page, one form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kontor.contexts.buyers import queries as buyers
from kontor.contexts.buyers.errors import AddressNotFound
from kontor.contexts.buyers.queries import AddressView
from kontor.contexts.checkout import queries
from kontor.contexts.checkout.errors import AddressMissing
from kontor.contexts.checkout.notes import note_required
from kontor.contexts.checkout.policy import NOTE_AT_MOST
from kontor.contexts.checkout.rules import Quote
from kontor.contexts.checkout.services.place_order import Wish, place_order
from kontor.contexts.coupons.services.enter_code import enter_code
from kontor.contexts.payments.queries import methods
from kontor.kernel.errors import Refusal
from kontor.kernel.ids import token
from kontor.kernel.viewer import Buyer
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.account.places import country_name
from kontor.sites.storefront.cashback import cookie as cashback
from kontor.sites.storefront.checkout import bound, reductions
from kontor.sites.storefront.checkout.holder import holder_of, remember
from kontor.sites.storefront.checkout.shown import steps, store_rows
from kontor.sites.storefront.checkout.views.payment import send_to_pay
from kontor.sites.storefront.messages.device import PHONE, device_of


@dataclass(frozen=True, slots=True)
class Form:
    """What the buyer has chosen so far; nothing of it is lost when something has to be asked again."""

    key: str
    address_id: str
    choices: Mapping[UUID, str]
    notes: Mapping[UUID, str]
    method: str
    fingerprint: str
    off: reductions.Choice

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> Form:
        return cls(
            sent.get("key", "")[:64] or token(24),
            sent.get("address", ""),
            _per_store(sent, "ship-"),
            _per_store(sent, "note-"),
            sent.get("method", ""),
            sent.get("fingerprint", ""),
            reductions.Choice.read(sent),
        )


def _per_store(sent: Mapping[str, str], prefix: str) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for name, value in sent.items():
        if name.startswith(prefix):
            try:
                found[UUID(name.removeprefix(prefix))] = value
            except ValueError:
                continue
    return found


@signed_in
@require_http_methods(["GET", "POST"])
def checkout(request: Request) -> HttpResponse:
    """Show the form with the total that follows from it; on `place`, order and go to pay."""
    viewer = Buyer(request.account.id)
    holder = holder_of(request)
    form = Form.read(request.POST.dict() if request.method == "POST" else request.GET.dict())
    refusal: Refusal | None = None
    if request.method == "POST" and form.off.code:  # first what it saves is shown, even if it was to be ordered
        try:
            enter_code(viewer=viewer, code=form.off.code)
            form = replace(form, off=replace(form.off, code=""))
        except Refusal as problem:
            refusal = problem
    elif request.method == "POST" and request.POST.get("action") == "place":
        try:
            return remember(request, _place(request, viewer, form), holder, units=0)
        except AddressNotFound:
            refusal = AddressMissing(field="address")
        except Refusal as problem:
            refusal = problem
    return _page(request, viewer, form, buyers.addresses(viewer), refusal)


def _place(request: Request, viewer: Buyer, form: Form) -> HttpResponse:
    try:
        address_id = UUID(form.address_id)
    except ValueError:
        raise AddressMissing(field="address") from None
    saved = bound.chosen(request, form.method)
    offered = methods(request.account.country, wechat_everywhere=_wechat_everywhere(request, viewer, form, address_id))
    method = next((known for known in offered if known.code == form.method), offered[0])
    wish = Wish(
        checkout_key=form.key,
        address_id=address_id,
        fingerprint=form.fingerprint,
        currency=request.place.currency,
        language=request.place.language,
        choices=form.choices,
        notes=form.notes,
        coupons=form.off.coupons,
        coins=form.off.coins,
        seen_from=request.seen_from,
        from_phone=device_of(request) == PHONE,
    )
    cashback.claim(request, viewer)
    placed = place_order(viewer=viewer, wish=wish)
    if saved is not None:
        return bound.pay(request, placed.buyer_order_id, placed.number, saved)
    return send_to_pay(request, viewer, placed.buyer_order_id, placed.number, method)


def _wechat_everywhere(request: Request, viewer: Buyer, form: Form, address_id: UUID) -> bool:
    """Whether all goods of the cart may be paid by WeChat Pay (ACC-04); looked at only when somebody wants to."""
    if form.method != "wechat_pay":
        return False
    place, country = request.place, buyers.address(viewer, address_id).country
    quote = queries.priced(viewer, country=country, currency=place.currency, language=place.language)
    return quote.wechat_everywhere


def _chosen(form: Form, book: list[AddressView]) -> AddressView | None:
    return next((address for address in book if str(address.id) == form.address_id), book[0] if book else None)


def _is_update(request: Request) -> bool:
    """Whether only the form is asked for, to put in the place of the one on the page."""
    return request.method == "POST" and request.headers.get("HX-Target") == "checkout"


def _page(
    request: Request, viewer: Buyer, form: Form, book: list[AddressView], refusal: Refusal | None
) -> HttpResponse:
    place = request.place
    address = _chosen(form, book)
    quote, coins = queries.priced_for_checkout(
        viewer,
        country=address.country if address else place.country,
        currency=place.currency,
        language=place.language,
        choices=form.choices,
        seen_from=request.seen_from,
    )
    if not quote.stores and refusal is None:
        return HttpResponseRedirect(reverse("cart"))
    offered = methods(request.account.country, wechat_everywhere=quote.wechat_everywhere)
    quote, off = reductions.reduced(viewer, quote, coins, form.off)
    response = render(
        request,
        "checkout/form.html" if _is_update(request) else "checkout/checkout.html",
        _context(form, book, address, quote, refusal, place.language)
        | {"note_required": note_required(quote.country, from_phone=device_of(request) == PHONE)}
        | bound.beside(request, form.method, offered)
        | off
        | {"code": form.off.code},
    )
    if refusal is not None:
        response.status_code = STATUS[refusal.kind]
    return response


def _context(
    form: Form,
    book: list[AddressView],
    address: AddressView | None,
    quote: Quote,
    refusal: Refusal | None,
    language: str,
) -> dict[str, Any]:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    return {
        "page_title": _("Delivery and payment"),
        "form_failed": refusal is not None,
        "errors": [("", said) for said in summary]
        + [(name, said) for name, several in fields.items() for said in several],
        "fields": fields,
        "form": form,
        "book": [{"address": a, "country": country_name(a.country, language), "chosen": a is address} for a in book],
        "quote": quote,
        "stores": [store_rows(store, form.notes) for store in quote.stores],
        "country_name": country_name(quote.country, language),
        "note_most": NOTE_AT_MOST.int(),
        "steps": steps("checkout"),
    }
