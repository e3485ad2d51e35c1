"""The workbench: whose store it is, what the person may see of it, and the frame round every page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from kontor.contexts.messaging.queries import inbox
from kontor.contexts.orders import queries as orders
from kontor.contexts.privacy.services.note_page_read import note_page_read
from kontor.contexts.sellers import members
from kontor.contexts.sellers import queries as sellers
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.pages import StoreCard
from kontor.kernel.viewer import Seat
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in

HOME, BECOMING, INVITED = (
    "/seller/",
    "/seller/business/",
    "/seller/invitation/",
)  # whoever has no store yet is led on the way to one (SEL-01)
CHOSEN = "store_id"  # key of the session: the store that the person works at now

_OF_BUYERS = frozenset({"orders", "disputes", "messages"})  # pages that show what buyers did: counted (ACC-41)

# (section, icon, address, rights of which one opens it; none: open to all)
_SECTIONS = (
    ("today", "house", "/seller/", ""),
    ("orders", "package", "/seller/orders/", "orders.view"),
    ("messages", "messages-square", "/seller/messages/", "messages.view"),
    ("disputes", "gavel", "/seller/disputes/", "aftersales.view"),
    ("products", "tag", "/seller/products/", "products.view"),
    ("sheets", "file-spreadsheet", "/seller/sheets/", "products.view orders.view"),
    ("balance", "scale", "/seller/balance/", "finance.view"),
    ("warehouses", "warehouse", "/seller/warehouses/", "products.stock"),
    ("freight", "truck", "/seller/freight/", "logistics.freight"),
    ("store", "store", "/seller/store/", "settings.store"),
    ("news", "file-text", "/seller/news/", "marketing.news"),
    ("coins", "coins", "/seller/coins/", "marketing.coins"),
    ("coupons", "ticket-percent", "/seller/coupons/", "marketing.coupons"),
    ("reviews", "star", "/seller/reviews/", "messages.reviews"),
    ("standing", "shield", "/seller/standing/", "settings.store"),
    ("business", "building-2", "/seller/business/", "settings.business"),
    ("taxes", "receipt-text", "/seller/tax/", "settings.business"),
    ("members", "users", "/seller/members/", "settings.members"),
    ("history", "history", "/seller/history/", "settings.members"),
    ("webhooks", "webhook", "/seller/webhooks/", "settings.programs"),
    ("programs", "plug", "/seller/programs/", "settings.programs"),
)


@dataclass
class Bench:
    """One person at work for one store, during one request."""

    request: Request
    seat: Seat
    store: StoreCard
    stores: list[StoreCard]
    counts: Mapping[str, int] = field(default_factory=dict)
    waiting: int | None = None  # messages that wait for an answer, where the page has counted them

    def page(self, template: str, section: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
        """`template` in the frame of the workbench, with `section` marked in the rail."""
        account = self.request.account
        frame = {
            "bench": self,
            "rail": self._rail(section),
            "stores": [
                {"name": s.name, "href": f"/seller/switch/{s.id}/", "active": s.id == self.store.id}
                for s in self.stores
            ] if len(self.stores) > 1 else [],
            "store_name": self.store.name,
            "viewer_name": account.full_name or account.email,
            "hiding": sellers.hiding(self.store.id) if self.store.state == "hidden" else None,
            "opening": self.store.state == "opening",
            "viewer_links": [{"label": _("Security"), "href": "/seller/security/", "icon": "shield-check"}],
            "sign_out_href": "/seller/sign-out/",
            "search_href": "/seller/orders/" if self.seat.may("orders.view") else "",
            "search_text": self.request.GET.get("q", ""),
        }  # fmt: skip
        return render(self.request, template, {**frame, **context}, status=status)

    def require(self, right: str) -> None:
        """Let the person pass who holds `right`.

        Raises:
            RightMissing
        """
        sellers.require(self.seat, right)

    def _rail(self, section: str) -> list[dict[str, Any]]:
        labels = {
            "today": _("To do"),
            "orders": _("Orders"),
            "messages": _("Messages"),
            "disputes": _("Disputes"),
            "products": _("Products"),
            "sheets": _("Import and export"),
            "balance": _("Balance"),
            "warehouses": _("Warehouses"),
            "freight": _("Freight"),
            "store": _("Store"),
            "news": _("News"),
            "coins": _("Coins"),
            "coupons": _("Coupons"),
            "reviews": _("Reviews"),
            "standing": _("Standing"),
            "business": _("Business"),
            "taxes": _("Taxes"),
            "members": _("Members"),
            "history": _("History"),
            "webhooks": _("Webhooks"),
            "programs": _("Programs"),
        }
        if not self.counts and self.seat.may("orders.view"):
            self.counts = orders.seller_counts(self.seat)
        rail: list[dict[str, Any]] = []
        for name, icon, href, right in _SECTIONS:
            if right and not any(self.seat.may(one) for one in right.split()):
                continue
            item: dict[str, Any] = {"label": labels[name], "href": href, "icon": icon, "active": name == section}
            if name == "orders":
                item["count"] = self.counts.get("to_ship", 0)
                item["kind"] = "error" if self.counts.get("late") else ""
            elif name == "messages":
                item["count"] = inbox.pending_count(self.seat) if self.waiting is None else self.waiting
            rail.append(item)
        return rail


View = Callable[..., HttpResponseBase]


def at_bench(right: str = "", section: str = "today") -> Callable[[View], View]:
    """Give the view a `Bench` beside its request; only people with a seat come in, with `right` if one is named.

    Whoever lacks a right, here or in a service, reads which one it is and who can give it (SEL-03).
    """

    def decorate(view: View) -> View:
        @signed_in
        @wraps(view)
        def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            seats = sellers.at_work(request.account.pk)
            seat, stores = seat_of(request, seats), [card for card, _seat in seats]
            if seat is None and request.path_info == HOME and request.method == "GET":
                return HttpResponseRedirect(INVITED if members.waiting_for(request.account) else BECOMING)
            if seat is None:
                return render(request, "seller/no_store.html", {"sign_out_href": "/seller/sign-out/"}, status=403)
            bench = Bench(request, seat, next(s for s in stores if s.id == seat.store_id), stores)
            try:
                if right:
                    sellers.require(seat, right)
                if section in _OF_BUYERS and request.method == "GET":
                    note_page_read(seat=seat)
                return view(request, bench, *args, **kwargs)
            except RightMissing as refusal:
                context = {"page_title": _("Not allowed"), "why": say(refusal), "right": refusal.right}
                return bench.page("seller/refused.html", section, context, 403)

        return opened

    return decorate


def seat_of(request: Request, seats: list[tuple[StoreCard, Seat]]) -> Seat | None:
    """The seat in the chosen store, while the person still has it; else in the first one."""
    if not seats:
        return None
    chosen = request.session.get(CHOSEN, "")
    return next((seat for card, seat in seats if str(card.id) == chosen), seats[0][1])
