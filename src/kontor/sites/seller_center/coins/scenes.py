"""Scenes of coins: the list, one of them with its forecast before it starts, and its moves (COI-09)."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.coins.errors import AccountMissing
from kontor.contexts.coins.queries import scenes as read
from kontor.contexts.coins.queries.shapes import SceneView
from kontor.contexts.coins.queries.store import account
from kontor.contexts.coins.rules.kinds import TASKS, TYPES, Task
from kontor.contexts.coins.services.move_scene import move_scene
from kontor.contexts.coins.services.save_scene import save_scene
from kontor.contexts.coupons.lifecycle import OfferState
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.money import Money
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.coins import scene_form
from kontor.sites.seller_center.coins.frame import RIGHT, SECTION, done, places, without_account
from kontor.sites.seller_center.refused import failed

PAGE = 30


def states() -> dict[str, str]:
    """A scene's states in words."""
    return {
        "draft": pgettext("state of a coin scene", "Draft"),
        "running": pgettext("state of a coin scene", "Running"),
        "paused": pgettext("state of a coin scene", "Paused"),
        "ended": pgettext("state of a coin scene", "Ended"),
    }


@at_bench(RIGHT, SECTION)
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """The store's scenes, newest first; the state narrows them, pages go by key."""
    if account(bench.seat) is None:
        return HttpResponseRedirect(reverse("seller_coins"))
    state = request.GET.get("state", "")
    state = state if state in list(OfferState) else ""
    before = reading.uuid(request.GET.get("before"))
    rows = read.scenes(bench.seat, state=state, before=before, size=PAGE + 1)
    context: dict[str, Any] = {
        "page_title": _("Scenes of coins"),
        "places": places("seller_coin_scenes"),
        "rows": [{"scene": row, "title": _(row.title), "last": row.ends_at - scene_form.MOMENT} for row in rows[:PAGE]],
        "labels": states(),
        "state": state,
        "next": rows[PAGE - 1].id if len(rows) > PAGE else "",
        "further": before is not None,
    }
    return bench.page("seller/coins/scenes.html", SECTION, context)


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def new(request: Request, bench: Bench) -> HttpResponse:
    """A form for one more: it is a draft, and its cost is shown before it starts."""
    if request.method == "POST":
        return _save(request, bench, None)
    if account(bench.seat) is None:
        return HttpResponseRedirect(reverse("seller_coins"))
    return _page(bench, None, scene_form.blank())


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def one(request: Request, bench: Bench, scene_id: UUID) -> HttpResponse:
    """One scene: a draft with its forecast and its form, or the terms and figures of one that has started."""
    view = read.scene(bench.seat, scene_id)
    if request.method == "POST":
        return _save(request, bench, view)
    return _page(bench, view, scene_form.typed_of(view))


@at_bench(RIGHT, SECTION)
@require_POST
def moved(request: Request, bench: Bench, scene_id: UUID, move: str) -> HttpResponse:
    """Start it, let it rest, go on with it, or end it for good."""
    del request
    said = {
        "start": _("The scene runs."),
        "pause": _("The scene rests: it gives no coins."),
        "resume": _("The scene runs again."),
        "end": _("The scene has ended. What it gave stays with the buyers."),
    }
    if move not in said:
        raise NotFound
    deed = partial(move_scene, viewer=bench.seat, scene_id=scene_id, move=move)
    return done(bench, deed, said[move], "seller_coin_scene", scene_id)


def _save(request: Request, bench: Bench, view: SceneView | None) -> HttpResponse:
    typed = scene_form.typed(request.POST)
    try:
        form = scene_form.form_of(typed)
        scene_id = save_scene(viewer=bench.seat, form=form, scene_id=view.id if view else None)
    except AccountMissing as refusal:
        return without_account(bench, refusal)
    except Refusal as refusal:
        if refusal.kind in (Kind.NOT_FOUND, Kind.FORBIDDEN):
            raise
        return _page(bench, view, typed, refusal)
    return HttpResponseRedirect(reverse("seller_coin_scene", args=[scene_id]))


def _page(bench: Bench, view: SceneView | None, typed: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    draft = view is None or view.state == OfferState.DRAFT
    context: dict[str, Any] = {
        "page_title": view.name if view else _("A new scene"),
        "places": places("seller_coin_scenes"),
        "scene": view,
        "title": _(view.title) if view else "",
        "task": _(TASKS[Task(view.task)]) if view and view.task else "",
        "label": states()[view.state] if view else "",
        "percent": f"{view.share_bp / 100:g}" if view else "",
        "draft": draft,
        "kinds": [
            (kind.value, _("%(title)s: %(sentence)s") % {"title": _(each.title), "sentence": _(each.sentence)})
            for kind, each in TYPES.items()
            if each.by_store
        ],
        "tasks": [(task.value, _(words)) for task, words in TASKS.items()],
        "typed": typed,
        **failed(refusal),
    }
    if view is not None and draft:
        context |= _cost(bench, view)
    return bench.page("seller/coins/scene.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)


def _cost(bench: Bench, view: SceneView) -> dict[str, Any]:
    """What it will cost at most and likely, and whether the fund holds that."""
    cost, own = read.forecast_of(bench.seat, view.id), account(bench.seat)
    held = own.fund.minor - own.least.minor if own else 0
    return {
        "cost": cost,
        "most": Money(cost.most_fen, "CNY"),
        "likely": Money(cost.likely_fen, "CNY"),
        "used": f"{cost.used_permille / 10:.1f}",
        "short": Money(max(0, cost.likely_fen - held), "CNY"),
        "own": own,
    }
