"""What people ask about their own data, with its deadlines; who has seen recipients; limits passed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.insight import queries as insight
from kontor.contexts.privacy import queries
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page
from kontor.sites.console.words import REQUESTS, said

ACTIVE = "console_privacy"
PAGE = 50
LISTS = ("waiting", "all", "reads", "overreads")


@signed_in
@require_GET
def privacy(request: Request) -> HttpResponse:
    """One of four lists; requests that wait come by their deadline, so the overdue ones stand first."""
    viewer = operator_of(request)
    waiting, overdue = queries.waiting_counts(viewer)
    labels = {
        "waiting": _("Waiting"), "all": _("All requests"), "reads": _("Who saw recipients"),
        "overreads": _("Limits passed"),
    }  # fmt: skip
    show = request.GET.get("show", "")
    show = show if show in LISTS else "waiting"
    slug, before = request.GET.get("q", "").strip(), request.GET.get("before", "")
    context: dict[str, Any] = {
        "show": show, "waiting_count": waiting, "overdue": overdue, "slug": slug, "before": before,
        "tabs": [
            {
                "label": labels[name], "href": f"?show={name}", "active": name == show,
                "count": waiting if name == "waiting" else None, "kind": "error" if overdue else "",
            }
            for name in LISTS
        ],
    }  # fmt: skip
    if show in ("waiting", "all"):
        found = queries.requests(viewer, waiting=show == "waiting", after=before, size=PAGE + 1)
        context["requests"] = [
            {"row": row, "open": [said(REQUESTS, code) for code in row.open]} for row in found[:PAGE]
        ]
        context["next_key"] = found[PAGE - 1].id if len(found) > PAGE else ""
    else:
        store_id = insight.store_ids(viewer, [slug]).get(slug, UUID(int=0)) if slug else None
        read = queries.reads if show == "reads" else queries.overreads
        rows: list[Any] = list(read(viewer, store_id=store_id, before=_key(before), size=PAGE + 1))
        people = insight.person_names(viewer, [getattr(row, "reader_id", None) or row.account_id for row in rows])
        stores = insight.store_names(viewer, [row.store_id for row in rows])
        context["rows"] = [
            {
                "row": row,
                "who": people.get(getattr(row, "reader_id", None) or row.account_id, "–"),
                "store": stores.get(row.store_id, ("", "–")),
            }
            for row in rows[:PAGE]
        ]
        context["next_key"] = rows[PAGE - 1].id if len(rows) > PAGE else ""
    return page(request, "console/privacy.html", context, active=ACTIVE, title=_("Privacy requests"))


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None  # a key that nobody handed out: the first page
