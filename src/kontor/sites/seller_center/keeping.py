"""Whoever keeps a business: somebody on the way to a store, or a member with the right in one (SEL-01)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kontor.contexts.sellers import queries as sellers
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Applicant, Seat
from kontor.platform.http.refusals import STATUS, messages_of, say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.seller_center.bench import Bench, seat_of

RIGHT = "settings.business"


@dataclass
class Keeper:
    """One person who keeps a business, during one request; `bench` once there is a store."""

    request: Request
    by: Seat | Applicant
    bench: Bench | None

    def page(
        self, template: str, section: str, context: Mapping[str, Any], refusal: Refusal | None = None
    ) -> HttpResponse:
        """`template` in the frame of the workbench; without a store in one that leads to one."""
        summary, fields = messages_of(refusal) if refusal else ([], {})
        facts = {
            "keeper": self,
            "errors": [("", sentence) for sentence in summary] + list(fields.items()),
            "fields": {name: said[0] for name, said in fields.items()},
            "form_failed": refusal is not None,
            **context,
        }
        status = STATUS[refusal.kind] if refusal else 200
        if self.bench is not None:
            return self.bench.page(template, section, facts, status)
        account = self.request.account
        frame = {
            "rail": [
                {"label": _("Become a seller"), "href": "/seller/business/", "icon": "building-2", "active": True},
                {"label": _("Security"), "href": "/seller/security/", "icon": "shield-check"},
            ],
            "viewer_name": account.full_name or account.email,
            "sign_out_href": "/seller/sign-out/",
        }
        return render(self.request, template, {**frame, **facts}, status=status)


View = Callable[..., HttpResponse]


def keeping(view: View) -> View:
    """Give the view a `Keeper` beside its request. A member without the right reads who can give it (SEL-03)."""

    @signed_in
    @never_cache
    @wraps(view)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        seats = sellers.at_work(request.account.pk)
        seat, stores = seat_of(request, seats), [card for card, _seat in seats]
        if seat is None:
            return view(request, Keeper(request, Applicant(request.account.pk), None), *args, **kwargs)
        bench = Bench(request, seat, next(s for s in stores if s.id == seat.store_id), stores)
        try:
            sellers.require(seat, RIGHT)
            return view(request, Keeper(request, seat, bench), *args, **kwargs)
        except RightMissing as refusal:
            context = {"page_title": _("Not allowed"), "why": say(refusal), "right": refusal.right}
            return bench.page("seller/refused.html", "business", context, 403)

    return opened
