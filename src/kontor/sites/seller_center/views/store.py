"""The store itself: name, pictures, words, navigation, holidays; seen before it is saved (TRD-01)."""

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
from kontor.contexts.search.queries import hits_of
from kontor.contexts.sellers import queries as sellers
from kontor.contexts.sellers.pages import HolidaySpan, StoreChange, StoreWords
from kontor.contexts.sellers.policy import FEATURED_AT_MOST
from kontor.contexts.sellers.services.change_store import change_store
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center import store_sections as sections
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.store_pictures import shown as pictures_shown
from kontor.sites.seller_center.store_pictures import taken_in
from kontor.sites.storefront.browse.shown import cards, store_chip
from kontor.sites.storefront.browse.store import FEATURED

SPARE = 2
MOST = 20


@at_bench("settings.store", "store")
@require_http_methods(["GET", "POST"])
def edit(request: Request, bench: Bench) -> HttpResponse:
    """The form; nothing that was typed is lost when something does not hold."""
    if request.method == "GET":
        return _page(bench, *_fields(bench))
    post, wrong = taken_in(bench)
    rows = sections.typed(post)
    featured = sections.featured_of(bench, rows)
    # The first button of the form is what Enter presses in any field: without words to look for it saves.
    if "look" in post and any(row.find for row in rows):
        return _page(bench, _typed(bench, post, rows), featured, wrong)
    try:
        if wrong is not None:
            raise wrong
        change_store(seat=bench.seat, change=_change(bench, post, rows, featured))
    except Refusal as refusal:
        if refusal.kind.value == "forbidden":
            raise
        return _page(bench, _typed(bench, post, rows), featured, refusal)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("seller_store"))


@at_bench("settings.store", "store")
@require_POST
def preview(request: Request, bench: Bench) -> HttpResponse:
    """The store's page as it would be; nothing is saved."""
    post, wrong = taken_in(bench)
    rows = sections.typed(post)
    featured = sections.featured_of(bench, rows)
    if wrong is not None:
        return _page(bench, _typed(bench, post, rows), featured, wrong)
    language = post.get("preview_language", bench.store.language)
    page = sellers.preview(bench.seat, _change(bench, post, rows, featured), language)
    hits = hits_of(page.featured[:FEATURED], language=language, currency=bench.store.currency)
    context = {
        "page_title": _("Preview"),
        "shop": page,
        "chip": store_chip(page.card, request.place.language),
        "featured": cards(hits, request.place.language),
        "typed": list(_pairs(post)),
    }
    return bench.page("seller/store_preview.html", "store", context)


def _pairs(post: QueryDict) -> list[tuple[str, str]]:
    """The form's fields, to be sent again from the preview."""
    return [
        (name, value)
        for name in post
        if name not in {"csrfmiddlewaretoken", "look"} and not name.startswith("find.")
        for value in post.getlist(name)
    ]


def _fields(bench: Bench) -> tuple[dict[str, Any], sections.Featured]:
    """The form as the store is now."""
    settings_now = sellers.store_settings(bench.seat)
    drafts = settings_now.sections or ()
    featured = sections.featured_of(bench, ids=(one for draft in drafts for one in draft.featured))
    return {
        "name": settings_now.name,
        "handling_days": str(settings_now.handling_days),
        "banner": settings_now.banner,
        "logo": settings_now.logo,
        "texts": dict(settings_now.texts or {}),
        "holidays": [(h.first_day.isoformat(), h.last_day.isoformat(), h.name) for h in settings_now.holidays or ()],
        "sections": sections.kept(drafts, bench.store.language, featured),
    }, featured


def _typed(bench: Bench, post: QueryDict, rows: list[sections.SectionRow]) -> dict[str, Any]:
    """The form as it was sent."""
    return {
        "name": post.get("name", ""),
        "handling_days": post.get("handling_days", ""),
        "banner": post.get("banner_path", bench.store.banner),
        "logo": post.get("logo_path", bench.store.logo),
        "texts": _texts(post),
        "holidays": [row for row in _holiday_rows(post) if any(row)],
        "sections": rows,
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


def _change(bench: Bench, post: QueryDict, rows: list[sections.SectionRow], featured: sections.Featured) -> StoreChange:
    """What the form says, as the value that previews and saves."""
    days = [(_day(first), _day(last or first), name[:80]) for first, last, name in _holiday_rows(post)]
    return StoreChange(
        name=" ".join(post.get("name", "").split()),
        handling_days=reading.whole(post.get("handling_days"), bench.store.handling_days, 1, 30),
        banner=post.get("banner_path"),
        logo=post.get("logo_path"),
        texts=_texts(post),
        sections=sections.drafts(rows, bench.store.language, featured),
        holidays=tuple(HolidaySpan(first, last, name) for first, last, name in days if first and last),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _page(
    bench: Bench, form: dict[str, Any], featured: sections.Featured, refusal: Refusal | None = None
) -> HttpResponse:
    summary, errors = messages_of(refusal) if refusal else ([], {})
    home = bench.store.language
    names = dict(settings.LANGUAGES)
    order = sorted(names, key=lambda code: (code != home, code != "en"))
    categories = [(str(n.id), n.name) for n in catalogue.category_tree(bench.request.place.language)]
    rows = sections.with_picks(bench, form["sections"], featured)
    for number, row in enumerate(rows, 1):
        row.title_error = next(iter(errors.get(f"section-{number}", [])), "")
        row.goods_error = next(iter(errors.get(f"featured-{number}", [])), "")
    context = {
        "page_title": _("Store"),
        "form": form,
        "pictures": pictures_shown(form, errors),
        "languages": [
            {"code": code, "name": names[code], "words": form["texts"].get(code), "open": code in {home, "en"}}
            for code in order
        ],
        "holidays": [*form["holidays"], *([("", "", "")] * SPARE)],
        "sections": [*rows, *(sections.SectionRow() for _spare in range(SPARE))],
        "featured_most": FEATURED_AT_MOST.int(),
        "categories": categories,
        "home": home,
        "errors": {"": summary, **errors} if refusal else {},
        "form_failed": refusal is not None,
    }
    return bench.page("seller/store.html", "store", context, STATUS[refusal.kind] if refusal else 200)
