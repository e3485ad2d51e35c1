"""Settings → Members → roles of the store's own: named templates of rights (SEL-03)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.sellers import members
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.services.remove_role import remove_role
from kontor.contexts.sellers.services.save_role import save_role
from kontor.kernel.errors import Refusal
from kontor.platform.http.request import Request
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.rights_grid import RIGHT, SECTION, page, start
from kontor.sites.seller_center.views.members import done


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def role(request: Request, bench: Bench, role_id: UUID | None = None) -> HttpResponse:
    """A template, new or known. Changing it changes nobody's rights."""
    known = members.role(bench.seat, role_id) if role_id else None
    title = known.name if known else _("New role")
    context = {"page_title": title, "known": known, "name": known.name if known else ""}
    if request.method == "GET":
        rights = start(request, bench) if known is None or "role" in request.GET else known.rights
        return page(bench, "seller/member_role.html", context, rights)
    name, rights = request.POST.get("name", ""), request.POST.getlist("rights")
    try:
        save_role(seat=bench.seat, name=name, rights=rights, role_id=role_id)
    except RightMissing:
        raise
    except Refusal as refusal:
        return page(bench, "seller/member_role.html", {**context, "name": name}, rights, refusal)
    messages.success(request, _("The role is saved. Members keep their rights."))
    return HttpResponseRedirect(reverse("seller_members"))


@at_bench(RIGHT, SECTION)
@require_POST
def remove(request: Request, bench: Bench, role_id: UUID) -> HttpResponse:
    """A template goes; whoever was given its rights keeps them."""
    members.role(bench.seat, role_id)
    return done(request, lambda: remove_role(seat=bench.seat, role_id=role_id), _("The role is removed."))
