"""Saved ways to pay at the checkout: chosen like any other, paid without leaving (BUY-10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kontor.contexts.payments import wallet
from kontor.contexts.payments.errors import AgreementUnusable, NotPayable, ProviderDown
from kontor.contexts.payments.rules import Method
from kontor.contexts.payments.services.pay_bound import pay_bound
from kontor.contexts.payments.wallet import BindingView, BoundView
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request

PREFIX = "bound:"


def rows(request: Request, method: str = "") -> list[dict[str, Any]]:
    """Saved ways as the forms show them; without a choice the default is preselected."""
    saved = wallet.bound(Buyer(request.account.id), country=request.account.country)
    return [
        {
            "code": view.code,
            "label": name_of(view),
            "hint": _("Saved. You pay with it at once, without leaving."),
            "chosen": view.code == method if method else view.is_default,
            "saved": True,
        }
        for view in saved
    ]


def beside(request: Request, method: str, offered: list[Method]) -> dict[str, Any]:
    """What the forms show of all ways to pay: the saved ones first, with the one that is chosen."""
    saved = rows(request, method)
    known = {row["code"] for row in saved} | {way.code for way in offered}
    if method not in known:
        method = next((row["code"] for row in saved if row["chosen"]), offered[0].code if offered else "")
    others = [{"code": way.code, "label": _(way.label), "hint": _(way.hint), "chosen": False} for way in offered]
    ways = saved + others
    for row in ways:
        row["chosen"] = row["code"] == method
    return {"methods": ways, "method": method}


def name_of(view: BoundView | BindingView) -> str:
    """`Visa ···· 4242`, `Alipay z***@example.com`."""
    return f"{view.brand if view.method == 'card' else _('Alipay')} {view.label}".strip()


def chosen(request: Request, method: str) -> UUID | None:
    """The saved way that a form names; None when it names another kind of way.

    Raises:
        AgreementUnusable: when it is not the viewer's, or can no longer be used.
    """
    if not method.startswith(PREFIX):
        return None
    saved = wallet.bound(Buyer(request.account.id), country=request.account.country)
    found = next((view.id for view in saved if view.code == method), None)
    if found is None:
        raise AgreementUnusable(field="method")
    return found


def pay(request: Request, buyer_order_id: UUID, number: int, agreement_id: UUID) -> HttpResponseRedirect:
    """Charge it; then to the page that tells how it went, or to the provider's where the payer must confirm."""

    def address_of(name: str) -> str:
        path = reverse("pay_return", args=[number])
        if name.startswith("notify/"):
            path = reverse("hook_payment", args=[name.removeprefix("notify/")])
        public: str = settings.KONTOR.public_url
        return f"{public.rstrip('/')}{path}" if public else request.build_absolute_uri(path)

    try:
        paid = pay_bound(
            viewer=Buyer(request.account.id),
            buyer_order_id=buyer_order_id,
            agreement_id=agreement_id,
            title=_("Kontor order %(number)s") % {"number": number},
            address_of=address_of,
        )
    except NotPayable:
        return HttpResponseRedirect(reverse("pay_return", args=[number]))
    except ProviderDown:
        return HttpResponseRedirect(f"{reverse('pay', args=[number])}?silent={PREFIX}{agreement_id}")
    except AgreementUnusable:
        return HttpResponseRedirect(f"{reverse('pay', args=[number])}?ended=1")
    return HttpResponseRedirect(paid.redirect_url or reverse("pay_return", args=[number]))
