"""Settings → Members: who works for the store, with which rights; invitations, roles, history (SEL-03)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.sellers import members
from kontor.contexts.sellers.errors import NoRights, RightMissing
from kontor.contexts.sellers.permissions import RIGHTS
from kontor.contexts.sellers.services.ask_for_right import ask_for_right
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.sellers.services.invite_member import invite_member
from kontor.contexts.sellers.services.withdraw_invitation import withdraw_invitation
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.history import lines
from kontor.sites.seller_center.rights_grid import RIGHT, SECTION, areas, code_of, page, role_name, start

_SHOWN = 20
_OF_MEMBERS = ("sellers.seat", "sellers.invitation", "sellers.invitation_withdrawn", "sellers.role")


@at_bench(RIGHT, SECTION)
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """Everybody, whoever is invited, the store's own roles, and what was changed lately."""
    del request
    people = members.members(bench.seat)
    context = {
        "page_title": _("Members"),
        "people": [{"who": one, "role": role_name(one.role), "areas": areas(one.rights)} for one in people],
        "invited": [{"who": one, "areas": areas(one.rights)} for one in members.invited(bench.seat)],
        "roles": [{"role": one, "areas": areas(one.rights)} for one in members.roles(bench.seat)],
        "lines": lines(bench.seat, kinds=_OF_MEMBERS, size=_SHOWN),
        "me": bench.seat.account_id,
    }
    return bench.page("seller/members.html", SECTION, context)


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def invite(request: Request, bench: Bench) -> HttpResponse:
    """Ask a colleague by mail; the boxes start from a role."""
    context = {"page_title": _("Invite a colleague"), "email": request.POST.get("email", "")}
    if request.method == "GET":
        return page(bench, "seller/member_invite.html", context, start(request, bench))
    rights = request.POST.getlist("rights")
    try:
        invite_member(
            seat=bench.seat, email=context["email"], role=code_of(request), rights=rights,
            language=request.place.language,
        )  # fmt: skip
    except RightMissing:
        raise
    except Refusal as refusal:
        return page(bench, "seller/member_invite.html", context, rights, refusal)
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": context["email"].strip()})
    return HttpResponseRedirect(reverse("seller_members"))


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def one(request: Request, bench: Bench, account_id: UUID) -> HttpResponse:
    """One person's rights as boxes, area by area; `add` in the address is a right that was asked for."""
    member = members.member(bench.seat, account_id)
    context = {"page_title": member.name, "member": member}
    if request.method == "GET":
        rights = list(start(request, bench) if "role" in request.GET else member.rights)
        asked = request.GET.get("add", "")
        asked = asked if asked in RIGHTS and asked not in member.rights else ""
        context["asked"] = _(RIGHTS[asked]) if asked else ""
        return page(bench, "seller/member.html", context, [*rights, asked])
    rights = request.POST.getlist("rights")
    try:
        if not rights:
            raise NoRights(field="rights")
        grant_seat(
            by=bench.seat, store_id=bench.seat.store_id, account_id=account_id, rights=rights,
            role=code_of(request, member.role),
        )  # fmt: skip
    except RightMissing:
        raise
    except Refusal as refusal:
        return page(bench, "seller/member.html", context, rights, refusal)
    messages.success(request, _("Saved. It counts from now on."))
    return HttpResponseRedirect(reverse("seller_members"))


@at_bench(RIGHT, SECTION)
@require_POST
def remove(request: Request, bench: Bench, account_id: UUID) -> HttpResponse:
    """The seat ends at once, and with it the person's sessions here."""
    member = members.member(bench.seat, account_id)
    return done(
        request,
        lambda: grant_seat(by=bench.seat, store_id=bench.seat.store_id, account_id=account_id, rights=[]),
        _("%(name)s does not work for this store any more.") % {"name": member.name},
    )


@at_bench(RIGHT, SECTION)
@require_POST
def withdraw(request: Request, bench: Bench, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    withdraw_invitation(seat=bench.seat, invitation_id=invitation_id)
    messages.success(request, _("The invitation is withdrawn."))
    return HttpResponseRedirect(reverse("seller_members"))


@at_bench("", "today")
@require_POST
def ask(request: Request, bench: Bench) -> HttpResponse:
    """Ask those who can give a right for it: one click on the page that named it."""
    try:
        ask_for_right(seat=bench.seat, right=request.POST.get("right", ""))
    except Refusal as refusal:
        messages.warning(request, say(refusal))
    else:
        messages.success(request, _("They have been told."))
    return HttpResponseRedirect("/seller/")


def done(request: Request, deed: Callable[[], None], said: str) -> HttpResponse:
    """Do it and go back to the list, with what came of it."""
    try:
        deed()
    except RightMissing:
        raise
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, said)
    return HttpResponseRedirect(reverse("seller_members"))
