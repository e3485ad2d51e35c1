"""The store itself: name, words, navigation, holidays; seen before it is saved (TRD-01)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.sellers import queries as sellers
from kontor.contexts.sellers.pages import HolidaySpan, SectionDraft, StoreChange, StoreWords
from kontor.contexts.sellers.services.change_store import change_store
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench

SPARE = 2
MOST = 20


@at_bench("settings.store", "store")
@require_http_methods(["GET", "POST"])
def edit(request: Request, bench: Bench) -> HttpResponse:
    """The form; nothing that was typed is lost when something does not hold."""
    if request.method == "GET":
        return _page(bench, _fields(bench))
    try:
        change_store(seat=bench.seat, change=_change(bench, request.POST))
    except Refusal as refusal:
        if refusal.kind.value == "forbidden":
            raise
        return _page(bench, _typed(request.POST), refusal)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("seller_store"))


@at_bench("settings.store", "store")
@require_POST
def preview(request: Request, bench: Bench) -> HttpResponse:
    """The store's page as it would be; nothing is saved."""
    language = request.POST.get("preview_language", bench.store.language)
    page = sellers.preview(bench.seat, _change(bench, request.POST), language)
    context = {"page_title": _("Preview"), "shop": page, "typed": list(_pairs(request.POST))}
    return bench.page("seller/store_preview.html", "store", context)


def _pairs(post: QueryDict) -> list[tuple[str, str]]:
    """The form's fields, to be sent again from the preview."""
    return [(name, value) for name in post if name != "csrfmiddlewaretoken" for value in post.getlist(name)]


def _fields(bench: Bench) -> dict[str, Any]:
    """The form as the store is now."""
    settings_now = sellers.store_settings(bench.seat)
    return {
        "name": settings_now.name,
        "handling_days": str(settings_now.handling_days),
        "texts": dict(settings_now.texts or {}),
        "holidays": [(h.first_day.isoformat(), h.last_day.isoformat(), h.name) for h in settings_now.holidays or ()],
        "sections": [
            {"title": s.titles.get(bench.store.language, ""), "english": s.titles.get("en", ""),
             "category": str(s.category_id or "")}
            for s in settings_now.sections or ()
        ],
    }  # fmt: skip


def _typed(post: QueryDict) -> dict[str, Any]:
    """The form as it was sent."""
    return {
        "name": post.get("name", ""),
        "handling_days": post.get("handling_days", ""),
        "texts": _texts(post),
        "holidays": [row for row in _holiday_rows(post) if any(row)],
        "sections": [row for row in _section_rows(post) if any(row.values())],
    }


def _texts(post: QueryDict) -> dict[str, StoreWords]:
    return {
        code: StoreWords(
            post.get(f"about.{code}", "").strip(),
            post.get(f"return_policy.{code}", "").strip(),
            post.get(f"shipping_policy.{code}", "").strip(),
        )
        for code, _name in settings.LANGUAGES
        if f"about.{code}" in post
    }


def _holiday_rows(post: QueryDict) -> list[tuple[str, str, str]]:
    columns = [post.getlist(name)[:MOST] for name in ("holiday_first", "holiday_last", "holiday_name")]
    return list(zip(*columns, strict=False))


def _section_rows(post: QueryDict) -> list[dict[str, str]]:
    names = {"title": "section_title", "english": "section_english", "category": "section_category"}
    columns = {key: post.getlist(name)[:MOST] for key, name in names.items()}
    rows = zip(*columns.values(), strict=False)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _change(bench: Bench, post: QueryDict) -> StoreChange:
    """What the form says, as the value that previews and saves."""
    days = [(_day(first), _day(last or first), name[:80]) for first, last, name in _holiday_rows(post)]
    kept = {s.category_id: s.featured for s in sellers.store_settings(bench.seat).sections or ()}
    home = bench.store.language
    return StoreChange(
        name=" ".join(post.get("name", "").split()),
        handling_days=reading.whole(post.get("handling_days"), bench.store.handling_days, 1, 30),
        texts=_texts(post),
        sections=tuple(
            SectionDraft(
                {code: title for code, title in ((home, row["title"]), ("en", row["english"])) if title},
                category := reading.whole(row["category"]) or None,
                kept.get(category, ()),
            )
            for row in _section_rows(post)
            if row["title"] or row["english"]
        ),
        holidays=tuple(HolidaySpan(first, last, name) for first, last, name in days if first and last),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _page(bench: Bench, form: dict[str, Any], refusal: Refusal | None = None) -> HttpResponse:
    summary, errors = messages_of(refusal) if refusal else ([], {})
    home = bench.store.language
    names = dict(settings.LANGUAGES)
    order = sorted(names, key=lambda code: (code != home, code != "en"))
    categories = [(str(n.id), n.name) for n in catalogue.category_tree(bench.request.place.language)]
    context = {
        "page_title": _("Store"),
        "form": form,
        "languages": [
            {"code": code, "name": names[code], "words": form["texts"].get(code), "open": code in {home, "en"}}
            for code in order
        ],
        "holidays": [*form["holidays"], *([("", "", "")] * SPARE)],
        "sections": [*form["sections"], *([{}] * SPARE)],
        "categories": categories,
        "home": home,
        "errors": {"": summary, **errors} if refusal else {},
        "form_failed": refusal is not None,
    }
    return bench.page("seller/store.html", "store", context, STATUS[refusal.kind] if refusal else 200)
