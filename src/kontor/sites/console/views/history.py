"""Who saw or changed what: every log as one, searched, and as a file (OPR-06)."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.insight import queries as insight
from kontor.platform import audit
from kontor.platform.audit.noting import note
from kontor.platform.audit.policy import EXPORTED
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page
from kontor.sites.console.words import AUDIT, said

ACTIVE = "console_history"
PAGE = 50
_NOBODY = UUID(int=0)
_COLUMNS = (
    "at", "kind", "op", "by_kind", "by_id", "by_name", "person_id", "store_id", "what", "reason", "before", "after",
    "request_id",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@signed_in
@require_GET
def history(request: Request) -> HttpResponse:
    """Newest first, paged by key; the filters stand in the address."""
    asked = _asked(request)
    found = audit.entries(asked, size=PAGE + 1)
    viewer = operator_of(request)
    people = insight.person_names(viewer, [one for line in found for one in (line.by_id, line.person_id) if one])
    stores = insight.store_names(viewer, [line.store_id for line in found if line.store_id])
    kinds = audit.kinds()
    context = {
        "lines": [
            {
                "line": line,
                "what": _(kinds[line.kind].title),
                "op": said(AUDIT, line.op),
                "who": _who(line, people),
                "whom": people.get(line.person_id, "") if line.person_id else "",
                "store": stores.get(line.store_id, ("", "")) if line.store_id else ("", ""),
                "before": _words(line.before),
                "after": _words(line.after),
            }
            for line in found[:PAGE]
        ],
        "kinds": [(name, _(log.title)) for name, log in kinds.items()],
        "typed": {name: request.GET.get(name, "") for name in ("who", "about", "store", "kind", "since", "until")},
        "file": f"file/?{urlencode({k: v for k, v in request.GET.items() if k != 'before' and v})}",
        "before": request.GET.get("before", ""),
        "next_key": found[PAGE - 1].id if len(found) > PAGE else "",
    }
    return page(request, "console/history.html", context, active=ACTIVE, title=_("History"))


@signed_in
@require_GET
def as_file(request: Request) -> HttpResponse:
    """What is shown, as CSV; the export is written down itself. Cells that a sheet would run begin with a quote."""
    asked = _asked(request)
    found = audit.entries(asked, size=EXPORTED.int())
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for line in found:
        writer.writerow([_cell(getattr(line, column)) for column in _COLUMNS])
    note(kind="audit.export", after={"lines": len(found)}, reason=request.GET.urlencode()[:1000])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="kontor-history.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _asked(request: Request) -> audit.Asked:
    given = request.GET
    who, about, slug = (given.get(name, "").strip() for name in ("who", "about", "store"))
    people = insight.account_ids(operator_of(request), [one for one in (who, about) if one])
    stores = insight.store_ids(operator_of(request), [slug]) if slug else {}
    since, until = _day(given.get("since", "")), _day(given.get("until", ""))
    return audit.Asked(
        by_id=people.get(who, _NOBODY) if who else None,
        person_id=people.get(about, _NOBODY) if about else None,
        store_id=stores.get(slug, _NOBODY) if slug else None,
        kinds=[given["kind"]] if given.get("kind") else (),
        since=since,
        until=until + timedelta(days=1) if until else None,
        before=_key(given.get("before", "")),
    )


def _who(line: audit.Entry, people: dict[UUID, str]) -> str:
    name = people.get(line.by_id, "") if line.by_id else ""
    known = name or (str(line.by_id)[-12:] if line.by_id else "")
    return " · ".join(part for part in (line.by_name, known) if part) or said(AUDIT, line.by_kind or "system")


def _words(values: Any) -> str:
    return "; ".join(
        f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}" for name, value in values.items()
    )


def _cell(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _day(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None  # a key that nobody handed out: the first page
