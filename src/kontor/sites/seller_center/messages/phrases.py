"""Quick phrases: the same words in several languages, with placeholders that are filled by themselves (MSG-08)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.messaging.policy import TEXT_AT_MOST
from kontor.contexts.messaging.queries.settings import phrases
from kontor.contexts.messaging.services.remove_phrase import remove_phrase
from kontor.contexts.messaging.services.save_phrase import TITLE, save_phrase
from kontor.contexts.messaging.words import PLACEHOLDERS
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.messages.standing import SECTION, places

RIGHT = "messages.answer"


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def listed(request: Request, bench: Bench) -> HttpResponse:
    """All phrases; `?change=` opens one of them in the form, else the form makes a new one."""
    if request.method == "GET":
        return _page(bench, reading.uuid(request.GET.get("change")), {})
    post = request.POST
    phrase_id = reading.uuid(post.get("phrase"))
    texts = {code: post.get(f"text-{code}", "") for code, _name in settings.LANGUAGES}
    try:
        save_phrase(viewer=bench.seat, title=post.get("title", ""), texts=texts, phrase_id=phrase_id)
    except Refusal as refusal:
        if refusal.kind in (Kind.NOT_FOUND, Kind.FORBIDDEN):
            raise
        return _page(bench, phrase_id, {"title": post.get("title", ""), **texts}, refusal)
    messages.success(request, _("The phrase is saved."))
    return HttpResponseRedirect(reverse("seller_phrases"))


@at_bench(RIGHT, SECTION)
@require_POST
def remove(request: Request, bench: Bench, phrase_id: UUID) -> HttpResponse:
    """Take one away."""
    remove_phrase(viewer=bench.seat, phrase_id=phrase_id)
    messages.success(request, _("The phrase is gone."))
    return HttpResponseRedirect(reverse("seller_phrases"))


def _page(
    bench: Bench, phrase_id: UUID | None, typed: Mapping[str, str], refusal: Refusal | None = None
) -> HttpResponse:
    kept = phrases(bench.seat)
    one = next((phrase for phrase in kept if phrase.id == phrase_id), None)
    if phrase_id is not None and one is None:
        raise NotFound
    words = typed or ({"title": one.title, **one.texts} if one else {})
    summary, fields = messages_of(refusal) if refusal else ([], {})
    home = bench.request.place.language
    order = sorted(settings.LANGUAGES, key=lambda pair: (pair[0] != home, pair[0] != "en"))
    context: dict[str, Any] = {
        "page_title": _("Quick phrases"),
        "places": places("phrases"),
        "phrases": kept,
        "one": one,
        "title": words.get("title", ""),
        "longest_title": TITLE,
        "longest": TEXT_AT_MOST.int(),
        "languages": [
            {
                "code": code,
                "name": name,
                "text": words.get(code, ""),
                "error": fields.get(f"text-{code}", [""])[0],
                "open": code in (home, "en") or bool(words.get(code)),
            }
            for code, name in order
        ],
        "names": dict(settings.LANGUAGES),
        "placeholders": [(word, _(meaning)) for word, meaning in PLACEHOLDERS.items()],
        "errors": {"": summary, **fields} if refusal else {},
        "fields": fields,
        "form_failed": refusal is not None,
    }
    return bench.page("seller/messages/phrases.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)
