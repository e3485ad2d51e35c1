"""Joining: the one way in for buyers (ACC-01, ACC-02)."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kontor.contexts.accounts.services.register import register
from kontor.kernel.errors import Refusal
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.account import registration, social_join, social_session, verify, way_on
from kontor.sites.storefront.account.doors import JOIN
from kontor.sites.storefront.account.first_party import first_party
from kontor.sites.storefront.account.forms import JoinForm, SocialJoinForm


@public
@require_http_methods(["GET", "POST"])
@first_party
def join(request: Request) -> HttpResponse:
    """The form, and what was sent with it."""
    if request.method == "POST":
        return _send(request)
    if request.account is not None:
        return HttpResponseRedirect(way_on.of(request) or "/account/")
    return registration.opened(request, JOIN, JoinForm)


def _send(request: Request) -> HttpResponse:
    form = JoinForm(registration.with_accepted_name(request))
    if registration.renewed(request):
        return registration.open_again(request, JOIN, form)
    try:
        solved = registration.check_person(request, JOIN)
        wanted = registration.wanted(request, JOIN, form)
        kept = registration.Kept(registration.judged(request, JOIN, form, solved))
        registration.check_texts(request, wanted["address"], wanted["country"])
        made = register(**wanted, next_page=way_on.of(request), with_it=kept)
    except Refusal as refusal:
        return registration.again(request, JOIN, form, refusal)
    kept.carry_out()
    return registration.done(request, JOIN, made.account)


@public
@require_http_methods(["GET", "POST"])
@first_party
def join_social(request: Request) -> HttpResponse:
    """The same for somebody who came back from a provider and is not known here (ACC-08)."""
    visit, proof = social_session.returned(request), social_session.proof(request)
    if visit is None or proof is None:
        return HttpResponseRedirect(JOIN.page)
    if request.account is not None:
        return HttpResponseRedirect("/social/connect/")
    if request.method == "GET":
        return social_join.page(request, visit, social_join.fresh(request, visit))
    form = SocialJoinForm(registration.with_accepted_name(request))
    onward = way_on.safe(request, visit.next_page)
    try:
        judged = registration.judged(request, JOIN, form)
        wanted = social_join.wanted(request, form)
        registration.check_texts(request, wanted["address"], wanted["country"])
        made = register(**wanted, next_page=onward, proof=proof)
    except Refusal as refusal:
        form.refuse(refusal)
        return social_join.page(request, visit, form, refusal=refusal)
    social_session.forget(request)
    held = registration.keep(judged, made.account)
    if made.account.is_active:
        return verify.welcomed(request, made.account, onward, held=held)
    return registration.done(request, JOIN, made.account)
