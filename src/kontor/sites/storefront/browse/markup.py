"""Rows of filters as markup, written in Python because a listing shows dozens of them and must stay quick."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from kontor.contexts.search.queries import FacetOption
from kontor.ui.formats import count


def options(name: str, found: Iterable[FacetOption], language: str) -> SafeString:
    """The check boxes of one filter, each with how many goods it would leave."""
    safe_name = escape(name)
    return mark_safe(  # noqa: S308  (every part is escaped here)
        "".join(
            f'<label class="k-choice"><input type="checkbox" class="checkbox checkbox-sm" id="{safe_name}-{index}"'
            f' name="{safe_name}" value="{escape(option.code)}"{" checked" if option.chosen else ""}>'
            f'<span class="grow">{escape(option.label)}</span>'
            f'<span class="text-soft tabular-nums">{count(option.count, language)}</span></label>'
            for index, option in enumerate(found)
        )
    )


def places(found: Iterable[dict[str, object]], language: str) -> SafeString:
    """Categories to go to: `{label, href, count}` each."""
    return mark_safe(  # noqa: S308  (every part is escaped here)
        "".join(
            f'<li><a class="k-choice quiet-link" href="{escape(str(entry["href"]))}">'
            f'<span class="grow">{escape(str(entry["label"]))}</span>{_number(entry["count"], language)}</a></li>'
            for entry in found
        )
    )


def _number(value: object, language: str) -> str:
    return f'<span class="text-soft tabular-nums">{count(value, language)}</span>' if isinstance(value, int) else ""
