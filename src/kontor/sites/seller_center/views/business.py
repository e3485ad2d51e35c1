"""The way to a verified business, stage by stage, and to an open store (SEL-01, SEL-02, SEL-06)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.accounts.rules.countries import country_defaults
from kontor.contexts.risk.documents.policy import MOST_MEGABYTES
from kontor.contexts.sellers import business_queries as businesses
from kontor.contexts.sellers.business_errors import BusinessUnknown
from kontor.contexts.sellers.lifecycle import OF_BUSINESS, STAGE_NAMES, Stage, StageState
from kontor.contexts.sellers.policy import PAPERS_KEPT, REVIEW_WITHIN
from kontor.contexts.sellers.rules.forms import MAY, Deed, Form, most
from kontor.contexts.sellers.services.change_business import change_business
from kontor.contexts.sellers.services.go_live import go_live
from kontor.contexts.sellers.services.hand_in_brand import hand_in_brand
from kontor.contexts.sellers.services.hand_in_business import QUEUE, hand_in_business
from kontor.contexts.sellers.services.open_own_store import open_own_store
from kontor.contexts.sellers.services.save_stage import save_stage
from kontor.kernel.errors import Kind as Refused
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Seat
from kontor.platform import reviews
from kontor.platform.http.errors import NotFound
from kontor.platform.http.request import Request
from kontor.sites.seller_center import stage_form
from kontor.sites.seller_center.bench import CHOSEN
from kontor.sites.seller_center.keeping import Keeper, keeping
from kontor.sites.storefront.account import places
from kontor.ui.formats import duration

HOME = "/seller/business/"
_DONE = {StageState.READY, StageState.REVIEW, StageState.ACCEPTED}
_MEGA = 1_000_000
_WORDS = {
    StageState.OPEN: pgettext_lazy("a stage", "To do"),
    StageState.READY: gettext_lazy("Ready"),
    StageState.REVIEW: gettext_lazy("With a reviewer"),
    StageState.SENT_BACK: gettext_lazy("Sent back"),
    StageState.ACCEPTED: gettext_lazy("Accepted"),
}


def _own(keeper: Keeper) -> businesses.BusinessView | None:
    try:
        return businesses.own_business(keeper.by)
    except BusinessUnknown:
        return None


@keeping
@require_GET
def overview(request: Request, keeper: Keeper) -> HttpResponse:
    """Where every stage stands, what is missing, what a reviewer said, and what hinders the store."""
    del request
    return _overview(keeper)


def _overview(keeper: Keeper, refusal: Refusal | None = None) -> HttpResponse:
    own = _own(keeper)
    seat = keeper.by if isinstance(keeper.by, Seat) else None
    wait = reviews.usual_wait(QUEUE)
    context: dict[str, Any] = {
        "page_title": _("Business") if keeper.bench else _("Become a seller"),
        "business": own,
        "reason": reviews.said(own.reason) if own else "",
        "stages": [_line(view) for view in own.stages if view.stage in OF_BUSINESS] if own else [],
        "steps": _steps(own, None, has_store=seat is not None),
        "first": _line(businesses.blank_stage(Stage.TYPE)) if own is None else None,
        "store": keeper.bench.store if keeper.bench else None,
        "hindrances": _hindrances(seat) if keeper.bench and keeper.bench.store.state == "opening" else [],
        "brand": _line(own.stage(Stage.BRAND)) if own and seat else None,
        "may": _may(),
        "usual_wait": duration(wait) if wait else "",
        "hours": REVIEW_WITHIN.int(),
    }
    return keeper.page("seller/business.html", "business", context, refusal)


def _hindrances(seat: Seat | None) -> list[dict[str, str]]:
    found = businesses.hindrances(seat.store_id) if seat else []
    return [{"sentence": _(each.sentence), "href": each.href} for each in found]


def _line(view: businesses.StageView) -> dict[str, Any]:
    return {
        "view": view,
        "title": _(STAGE_NAMES[view.stage]),
        "state": _WORDS[view.state],
        "reason": reviews.said(view.reason),
        "href": f"{HOME}{view.stage.value}/",
    }


def _steps(own: businesses.BusinessView | None, now: Stage | None, *, has_store: bool) -> list[dict[str, str]]:
    """The stages as steps; those that are done can be opened again."""
    states = {view.stage: view.state for view in own.stages} if own else {}
    steps = []
    for stage in (*OF_BUSINESS, Stage.STORE):
        done = has_store if stage is Stage.STORE else states.get(stage) in _DONE
        state = "now" if stage is now else "done" if done else ""
        href = "" if stage is Stage.STORE else f"{HOME}{stage.value}/"
        steps.append({"label": _(STAGE_NAMES[stage]), "state": state, "href": href})
    return steps


def _may() -> list[dict[str, str]]:
    """What each type may do, in words (SEL-02)."""
    names = {
        Deed.STORE: _("Stores, at most"),
        Deed.MEMBER: _("People in a store, at most"),
        Deed.BRAND: _("Have a store verified for a brand"),
        Deed.PROGRAMS: _("Let programs change something"),
    }

    def said(form: Form, deed: Deed) -> str:
        allowed = MAY[form][deed]
        if isinstance(allowed, bool):
            return _("yes") if allowed else _("no")
        return str(most(form, deed))

    return [
        {"deed": name, "enterprise": said(Form.ENTERPRISE, deed), "sole_trader": said(Form.SOLE_TRADER, deed)}
        for deed, name in names.items()
    ]


@keeping
@require_http_methods(["GET", "POST"])
def stage(request: Request, keeper: Keeper, stage: str) -> HttpResponse:
    """One stage: what it asks, what is there, and saving it."""
    wanted = _wanted(stage, keeper)
    if request.method == "GET":
        return stage_page(keeper, wanted)
    most_bytes = MOST_MEGABYTES.int() * _MEGA + 1  # one byte more than is allowed is enough to say no
    files = {name: request.FILES.get(name) for name in request.FILES}
    papers = {name: file.read(most_bytes) for name, file in files.items() if isinstance(file, UploadedFile)}
    try:
        state = save_stage(by=keeper.by, stage=wanted, typed=request.POST.dict(), papers=papers)
        if wanted is Stage.BRAND and request.POST.get("hand_in") and isinstance(keeper.by, Seat):
            hand_in_brand(seat=keeper.by)
            messages.success(request, _("The papers of the brand are with a reviewer."))
            return HttpResponseRedirect(HOME)
    except Refusal as refusal:
        if refusal.kind is Refused.NOT_FOUND:
            raise
        return stage_page(keeper, wanted, refusal)
    if state is StageState.READY:
        messages.success(request, _("Saved: this stage is ready."))
        return HttpResponseRedirect(_onward(keeper, wanted))
    messages.info(request, _("Saved. Something is still missing here; you can go on at any time."))
    return HttpResponseRedirect(f"{HOME}{wanted.value}/")


def _wanted(name: str, keeper: Keeper) -> Stage:
    known = {stage.value: stage for stage in (*OF_BUSINESS, *([Stage.BRAND] if keeper.bench else []))}
    if name not in known:
        raise NotFound
    return known[name]


def stage_page(
    keeper: Keeper, wanted: Stage, refusal: Refusal | None = None, more: dict[str, Any] | None = None
) -> HttpResponse:
    """The page of one stage; after a refusal with what was typed."""
    own = _own(keeper)
    if own is None and wanted is not Stage.TYPE:
        return HttpResponseRedirect(f"{HOME}type/")
    view = own.stage(wanted) if own else businesses.blank_stage(wanted)
    request = keeper.request
    context = {
        "page_title": _(STAGE_NAMES[wanted]),
        "business": own,
        **_line(view),
        "groups": stage_form.groups(view, request, refusal),
        "steps": _steps(own, wanted, has_store=keeper.bench is not None),
        "megabytes": MOST_MEGABYTES.int(),
        "kept_days": PAPERS_KEPT.int(),
        "own_phone": own is not None and own.owner_id == request.account.pk,
        "account": request.account,
        "awaited": request.session.get(stage_form.AWAITED, ""),
        "uploads": any(field.asked.paper for field in view.fields),
        **(more or {}),
    }
    return keeper.page("seller/business_stage.html", "business", context, refusal)


def _onward(keeper: Keeper, after: Stage) -> str:
    """The next stage that is not done; the overview when all are, or when this one stood alone."""
    own = _own(keeper)
    if own is None or after is Stage.BRAND:
        return HOME
    places_ = list(OF_BUSINESS)
    order = [*places_[places_.index(after) + 1 :], *places_[: places_.index(after)]]
    states = {view.stage: view for view in own.stages}
    return next((f"{HOME}{each.value}/" for each in order if states[each].state not in _DONE), HOME)


def _deed(keeper: Keeper, deed: Callable[[], object], done: str) -> HttpResponse:
    try:
        deed()
    except Refusal as refusal:
        if refusal.kind is Refused.NOT_FOUND:
            raise
        return _overview(keeper, refusal)
    messages.success(keeper.request, done)
    return HttpResponseRedirect(HOME)


@keeping
@require_POST
def hand_in(request: Request, keeper: Keeper) -> HttpResponse:
    """Hand in what is ready; a reviewer decides."""
    del request
    done = _("It is with a reviewer now. You get a message when it is decided.")
    return _deed(keeper, lambda: hand_in_business(by=keeper.by), done)


@keeping
@require_POST
def change(request: Request, keeper: Keeper, stage: str) -> HttpResponse:
    """Open an accepted stage of a verified business again."""
    wanted = _wanted(stage, keeper)
    try:
        change_business(by=keeper.by, stage=wanted)
    except Refusal as refusal:
        if refusal.kind is Refused.NOT_FOUND:
            raise
        return _overview(keeper, refusal)
    messages.info(request, _("Change it, then hand it in. What was verified holds until the change is approved."))
    return HttpResponseRedirect(f"{HOME}{wanted.value}/")


@keeping
@require_POST
def live(request: Request, keeper: Keeper) -> HttpResponse:
    """Open the store to buyers."""
    del request
    seat = keeper.by
    if not isinstance(seat, Seat):
        raise NotFound
    return _deed(keeper, lambda: go_live(seat=seat), _("The store is open: buyers find it and can buy."))


@keeping
@require_http_methods(["GET", "POST"])
def new_store(request: Request, keeper: Keeper) -> HttpResponse:
    """The first store, or another one."""
    own = _own(keeper)
    if own is None:
        return HttpResponseRedirect(f"{HOME}type/")
    typed = {name: request.POST.get(name, "").strip() for name in ("name", "country", "currency", "language")}
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            store_id = open_own_store(by=keeper.by, **typed)
        except Refusal as no:
            if no.kind is Refused.NOT_FOUND:
                raise
            refusal = no
        else:
            request.session[CHOSEN] = str(store_id)
            messages.success(request, _("The store is made. You can fill it now; it opens when nothing hinders it."))
            return HttpResponseRedirect(HOME)
    else:
        typed |= {"country": own.country, "currency": country_defaults(own.country).currency,
                  "language": request.place.language}  # fmt: skip
    language = request.place.language
    context = {
        "page_title": _("Store"),
        "business": own,
        "typed": typed,
        "steps": _steps(own, Stage.STORE, has_store=False) if keeper.bench is None else [],
        "countries": places.countries(language),
        "currencies": places.currencies(language),
        "languages": places.languages(),
        "mismatch": getattr(refusal, "change_at", ""),
    }
    return keeper.page("seller/business_store.html", "business", context, refusal)
