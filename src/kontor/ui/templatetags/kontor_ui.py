"""Tags and filters of the house: `{% load kontor_ui %}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kontor.kernel.money import Money
from kontor.platform.reviews import said
from kontor.ui import cards as card_markup
from kontor.ui import charts, fields, formats, icons, kept, states

register = template.Library()
register.tag("kept", kept.compile_kept)


@register.filter(is_safe=True)
def money(value: Money | None) -> str:
    """An amount in the reader's language; nothing for no amount."""
    return formats.money(value) if isinstance(value, Money) else ""


@register.filter(is_safe=True)
def day(value: date | datetime | None) -> str:
    """A day in the reader's language and time zone."""
    return formats.day(value) if value else ""


@register.filter(is_safe=True)
def iso_day(text: str) -> str:
    """The day that `2026-11-21` names, in the reader's language; nothing for what names none."""
    try:
        return formats.day(date.fromisoformat(text))
    except ValueError:
        return ""


@register.filter
def told(reason: str) -> str:
    """A stored reason of a decision in the reader's language: sentences that were chosen are translated."""
    return said(reason)


@register.filter(is_safe=True)
def moment(value: datetime | None) -> str:
    """A day and time in the reader's language and time zone."""
    return formats.moment(value) if value else ""


@register.filter(is_safe=True)
def duration(seconds: float | None) -> str:
    """Seconds as people say them: `5 hrs, 12 mins`; nothing for None."""
    return "" if seconds is None else formats.duration(float(seconds))


@register.filter(is_safe=True)
def iso(value: date | datetime | None) -> str:
    """The machine's form of a day or moment, for `<time datetime>`."""
    return value.isoformat() if value else ""


@register.filter(is_safe=True)
def count(value: int | Decimal | None) -> str:
    """A number with the reader's separators."""
    return "" if value is None or value == "" else formats.count(value)


@register.filter
def lookup(value: Mapping[str, Any] | None, key: str) -> Any:
    """The entry of a mapping under a key that is only known here."""
    return value.get(key, "") if value else ""


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """`{% icon "truck" %}`: an icon of the sprite."""
    return icons.icon(str(name), str(label), str(css))


@register.simple_tag(takes_context=True)
def qs(context: Context, **changes: Any) -> str:
    """The present query string with some keys changed; `None` or empty removes one: `?page=2&sort=new`."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None
    if query is None:
        from django.http import QueryDict  # noqa: PLC0415

        query = QueryDict(mutable=True)
    for key, value in changes.items():
        if value is None or value == "":
            query.pop(key, None)
        elif isinstance(value, (list, tuple)):
            query.setlist(key, [str(each) for each in value])
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def qs_toggle(context: Context, key: str, value: Any) -> str:
    """The present query string with one value of a many-valued key added or taken away; the page is forgotten."""
    request = context["request"]
    query = request.GET.copy()
    values = query.getlist(key)
    wanted = str(value)
    query.setlist(key, [each for each in values if each != wanted] if wanted in values else [*values, wanted])
    for page in ("after", "before", "page"):
        query.pop(page, None)
    return f"?{query.urlencode()}"


@register.simple_tag
def field_state(**given: Any) -> fields.FieldState:
    """A field's ids, descriptions and options (see `kontor.ui.fields`)."""
    return fields.state(given)


@register.simple_tag
def error_list(errors: Any) -> list[tuple[str, str]]:
    """Errors as (anchor, sentence) for the summary."""
    return fields.summary(errors)


@register.simple_tag
def card(
    product: Any, *, level: Any = 3, lazy: Any = True, action: Any = "", more: Any = "", attrs: Any = ""
) -> SafeString:
    """One product card (the component `<c-product-card>` is written with it)."""
    return card_markup.card(product, level=level, lazy=bool(lazy), action=action, more=more, attrs=attrs)


@register.simple_tag(takes_context=True)
def cards(context: Context, products: Iterable[Any], level: Any = 3, eager: int = 0) -> SafeString:
    """`{% cards goods level=2 eager=4 %}`: the cards of a list, the quickest way, with hearts if `wished` is known."""
    return card_markup.cards(products, level=level, eager=eager, wished=context.get("wished"))


@register.simple_tag(takes_context=True)
def heart(context: Context, number: int, name: str) -> SafeString:
    """`{% heart product.number product.title %}`: the heart of one product."""
    full = number in (context.get("wished") or ())
    return mark_safe(card_markup.heart(number, name, full=full, label=str(_("Wish list"))))  # noqa: S308  (escaped there)


@register.simple_tag
def drawing(chart: charts.Chart) -> charts.Drawing:
    """The geometry of a chart."""
    return charts.draw(chart)


@register.simple_tag
def state_look(name: str) -> states.Look:
    """Icon and kind of a state's chip."""
    return states.look(str(name))


@register.filter
def star_width(value: Any) -> str:
    """How much of the five stars is filled, in the units of the drawing (0 to 100)."""
    try:
        share = max(Decimal(0), min(Decimal(str(value).replace(",", ".")), Decimal(5)))
    except ArithmeticError:
        return "0"
    return str(int(share * 20))
