"""From what a query knows of a review to what the templates show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils.translation import gettext as _

from kontor.contexts.aftersales.queries.review_shapes import ReviewView
from kontor.contexts.aftersales.rules.review_counting import WHY_NOT, Stars
from kontor.sites.storefront.account.places import country_name, languages
from kontor.sites.storefront.browse.shown import media

_WHOLE = 100


def shown(views: Iterable[ReviewView], reader: str, *, own: bool = False) -> list[dict[str, Any]]:
    """Reviews for a reader of that language; `own`: the writer is told why one does not count."""
    return [
        {
            "view": view,
            "id": f"r-{view.id}",
            "place": country_name(view.country, reader),
            "tongue": language_name(view.language, reader) if view.language not in ("", reader) else "",
            "lang": tag(view.language),
            "pictures": [media(path) for path in view.pictures],
            "why": _(WHY_NOT[view.why]) if own and view.why else "",
        }
        for view in views
    ]


def language_name(code: str, reader: str) -> str:
    """The language's name: its own where the market speaks it, else in the reader's."""
    own = dict(languages())
    if code in own:
        return own[code]
    try:
        return str(Locale.parse(reader.split("-", maxsplit=1)[0]).languages.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code


def tag(code: str) -> str:
    """What stands in an attribute `lang`."""
    return {"zh-hans": "zh-Hans", "pt-br": "pt-BR"}.get(code, code)


def bars(stars: Stars) -> Sequence[dict[str, Any]]:
    """How many gave five stars, four, …: figures and shares in per cent."""
    return [
        {"stars": place, "many": many, "share": many * _WHOLE // stars.many if stars.many else 0}
        for place, many in zip((5, 4, 3, 2, 1), reversed(list(stars.counts)), strict=True)
    ]
