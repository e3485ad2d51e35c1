"""Countries and languages by name in the reader's language: `{% load kontor_places %}`."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.translation import get_language

from kontor.ui import chart_of_hops
from kontor.ui.formats import locale_of

register = template.Library()


@register.filter
def country(code: str) -> str:
    """The name of a country by its ISO 3166 code; the code when it has none."""
    return str(locale_of(get_language()).territories.get(code, code)) if code else ""


@register.filter
def tongue(code: str) -> str:
    """The name of a language by our code, e.g. `pt-br`."""
    if not code:
        return ""
    name = locale_of(code).get_display_name(locale_of(get_language()))
    return str(name or code)


@register.filter
def flag(code: str) -> str:
    """The flag of a country by its ISO 3166 code, as a character."""
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code.upper()) if len(code) == 2 else ""  # noqa: PLR2004


@register.simple_tag
def sea_chart(hops: Sequence[chart_of_hops.Stop]) -> chart_of_hops.SeaChart | None:
    """The drawing of a parcel's way (see `kontor.ui.chart_of_hops`)."""
    return chart_of_hops.draw(hops)
