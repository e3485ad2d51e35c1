"""“My coins”: the balance, what expires when, where each coin came from and went (BUY-09)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kontor.contexts.coins.policy import HISTORY_PAGE
from kontor.contexts.coins.queries import buyer as read
from kontor.contexts.coins.queries.campaigns import lotteries
from kontor.contexts.coins.queries.shapes import MovementView, TaskView
from kontor.contexts.coins.rules.kinds import TASKS, SceneKind, Task
from kontor.contexts.notifications import queries as notices
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in

_WARNING = "coins_expire"  # the kind of notice


@signed_in
@require_GET
@never_cache
def mine(request: Request) -> HttpResponse:
    """Warnings not yet read, the figures, what can be done for more, and the history, paged by key."""
    viewer = Buyer(request.account.pk)
    before = _uuid(request.GET.get("before", ""))
    lines = read.history(viewer, before=before)
    context: dict[str, Any] = {
        "section": "coins",
        "purse": read.purse(viewer, request.place.currency),
        "lines": [{"line": line, "words": words(line)} for line in lines],
        "further": before is not None,
        "older": lines[-1].id if len(lines) == HISTORY_PAGE.int() else "",
    }
    if before is None:
        unread = notices.page(viewer, request.place.language, only_unread=True)
        context |= {
            "warnings": [notice for notice in unread if notice.kind == _WARNING],
            "tasks": [_task(task) for task in read.tasks(viewer)],
            "lotteries": [each for each in lotteries(size=5) if each.open or each.drawn_at],
        }
    return render(request, "storefront/coins/mine.html", context)


def words(line: MovementView) -> str:
    """Why these coins moved."""
    return {
        "grant": pgettext("movement of coins", "Given to you"),
        "free": pgettext("movement of coins", "Yours now: the order that brought them is paid"),
        "hold": pgettext("movement of coins", "Used for an order"),
        "void": pgettext("movement of coins", "Back: the order was not paid"),
        "return": pgettext("movement of coins", "Back after a refund"),
        "take": pgettext("movement of coins", "Taken back: the money of the order that brought them went back"),
        "expire": pgettext("movement of coins", "Expired"),
        "ticket": pgettext("movement of coins", "A lottery ticket"),
    }.get(line.kind, line.kind)


def _task(task: TaskView) -> dict[str, Any]:
    """One thing to do, with the page on which it is done."""
    store = reverse("store", args=[task.store_slug]) if task.store_slug else "/"
    if task.kind == SceneKind.CHECK_IN:
        return {"task": task, "title": _("Come by and sign the day off"), "href": ""}
    where = {Task.REVIEW.value: "/account/reviews/", Task.FOLLOW.value: store, Task.WISH.value: store}
    return {"task": task, "title": _(TASKS[Task(task.task)]), "href": where[task.task]}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
