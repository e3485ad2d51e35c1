"""Message Settings: time zone, working hours, contact, automatic replies, what a message costs (MSG-03, 06, 11, 12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.messaging.errors import HoursWrong, TimeWrong
from kontor.contexts.messaging.policy import TEXT_AT_MOST, WEEK_AT_LEAST
from kontor.contexts.messaging.queries import settings as read
from kontor.contexts.messaging.queries.shapes import AutoReply
from kontor.contexts.messaging.rules.hours import read_day
from kontor.contexts.messaging.services.change_auto_reply import change_auto_reply
from kontor.contexts.messaging.services.change_settings import SettingsChange, change_settings
from kontor.contexts.messaging.words import PLACEHOLDERS, TEMPLATE_NAMES, Template
from kontor.kernel.errors import Kind, Refusal, Refusals
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.messages.standing import SECTION, places, warned

RIGHT = "settings.store"
_HOUR = 60
_DAY = 24 * _HOUR


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def settings(request: Request, bench: Bench) -> HttpResponse:
    """Time zone, contact, working hours, cost of a message."""
    if request.method == "GET":
        return _page(bench)
    try:
        change_settings(viewer=bench.seat, change=_change(bench, request.POST))
    except Refusal as refusal:
        if refusal.kind is Kind.FORBIDDEN:
            raise
        return _page(bench, request.POST, refusal)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("seller_message_settings"))


@at_bench(RIGHT, SECTION)
@require_POST
def auto_reply(request: Request, bench: Bench) -> HttpResponse:
    """Automatic replies: the switch, the hours, the texts."""
    post = request.POST
    texts = {
        (template, code): post[name]
        for template in Template
        for code, _name in django_settings.LANGUAGES
        if (name := f"{template.value}.{code}") in post
    }
    try:
        span = _span(post)
        change_auto_reply(viewer=bench.seat, on=post.get("on") == "1", hours=span, texts=_own(bench, texts))
    except Refusal as refusal:
        if refusal.kind is Kind.FORBIDDEN and not refusal.field:
            raise
        return _page(bench, auto_typed=post, refusal=refusal)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("seller_message_settings") + "#auto")


def _own(bench: Bench, texts: Mapping[tuple[Template, str], str]) -> dict[tuple[Template, str], str]:
    """What differs from what is there: a house's text that nobody touched stays the house's."""
    now = read.auto_reply(bench.seat).texts
    return {key: text for key, text in texts.items() if text.split() != now[key[0].value, key[1]][0].split()}


def _change(bench: Bench, post: QueryDict) -> SettingsChange:
    zone = post.get("time_zone", "")
    own = post.get("own_hours") == "1"
    days = [read_day(text) for text in post.getlist("hours")[:7]] if own else []
    if own and (len(days) != 7 or any(day is None for day in days)):  # noqa: PLR2004  (a week)
        raise HoursWrong(field="hours")
    currency = read.settings(bench.seat).currency
    typed = post.get("cost", "").strip()
    cost = reading.amount(typed, currency) if typed else -1
    return SettingsChange(
        time_zone=zone or None,
        contact_seller=post.get("contact_seller") == "1",
        hours=[day for day in days if day is not None],
        calendar_zone=(post.get("calendar_zone", "") or zone) if own else "",
        cost_minor=cost,
    )


def _page(
    bench: Bench, typed: QueryDict | None = None, refusal: Refusal | None = None, auto_typed: QueryDict | None = None
) -> HttpResponse:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    now = read.settings(bench.seat)
    zones = [(name, name.replace("_", " ")) for name in read.time_zones()]
    week = typed.getlist("hours") if typed else list(now.hours)
    named = [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]
    context: dict[str, Any] = {
        "page_title": _("Message Settings"),
        "places": places("settings"),
        "now": now,
        "zones": zones,
        "time_zone": typed.get("time_zone", "") if typed else now.time_zone,
        "contact_seller": typed.get("contact_seller") == "1" if typed else now.contact_seller,
        "own_hours": typed.get("own_hours") == "1" if typed else now.own_hours,
        "calendar_zone": typed.get("calendar_zone", "") if typed else now.calendar_zone,
        "days": list(zip(named, [*week, *[""] * 7][:7], strict=True)),
        "least": WEEK_AT_LEAST.int(),
        "cost": typed.get("cost", "") if typed else reading.shown(now.cost_minor, now.currency),
        **_auto(bench, auto_typed, fields),
        "errors": {"": summary, **fields} if refusal else {},
        "fields": fields,
        "form_failed": refusal is not None,
        **warned(bench.seat),
    }
    status = STATUS[refusal.kind] if refusal else 200
    return bench.page("seller/messages/settings.html", SECTION, context, status)


def _auto(bench: Bench, typed: QueryDict | None, fields: Mapping[str, list[str]]) -> dict[str, Any]:
    now = read.auto_reply(bench.seat)
    home = bench.request.place.language
    languages = sorted(django_settings.LANGUAGES, key=lambda pair: (pair[0] != home, pair[0] != "en"))
    return {
        "auto": now,
        "auto_on": typed.get("on") == "1" if typed else now.on,
        "auto_from": typed.get("from", "") if typed else _clock(now.from_minute),
        "auto_to": typed.get("to", "") if typed else _clock(now.to_minute),
        "templates": [
            {
                "name": _(name),
                "about": _about(template),
                "texts": [_text(now, typed, template, code, spoken, fields) for code, spoken in languages],
            }
            for template, name in TEMPLATE_NAMES.items()
        ],
        "longest": TEXT_AT_MOST.int(),
        "placeholders": [(word, _(meaning)) for word, meaning in PLACEHOLDERS.items()],
    }


def _text(
    now: AutoReply, typed: QueryDict | None, template: Template, code: str, spoken: str, fields: Mapping[str, list[str]]
) -> dict[str, Any]:
    text, own = now.texts[template.value, code]
    name = f"{template.value}.{code}"
    return {
        "name": name,
        "code": code,
        "language": spoken,
        "text": typed.get(name, text) if typed else text,
        "own": own,
        "error": fields.get(name, [""])[0],
    }


def _about(template: Template) -> str:
    return {
        Template.WELCOME: _("The first answer to a buyer, in the language in which the buyer wrote."),
        Template.OUT_OF_STOCK: _("When a buyer asks about a product of which nothing is left."),
        Template.LOGISTICS: _("When a buyer asks where the parcel is: with its latest event."),
    }[template]


def _clock(minute: int) -> str:
    return f"{minute % _DAY // _HOUR:02}:{minute % _HOUR:02}"


def _span(post: QueryDict) -> tuple[int, int]:
    """From and to in minutes of the day; 00:00 as an end is the end of the day."""
    begin, end = _minute(post.get("from", "")), _minute(post.get("to", ""))
    if begin is None or end is None:
        raise Refusals([TimeWrong(field=name) for name, at in (("from", begin), ("to", end)) if at is None])
    return begin, end or _DAY


def _minute(text: str) -> int | None:
    found = read_day(f"00:00-{text}") if text != "00:00" else ((0, 0),)
    return found[0][1] if found else None
