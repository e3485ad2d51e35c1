"""Pages that are the same for everybody of one place but for a few strings: drawn once, then only filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from kontor.platform.reference import Reference

MOST = 100
_HOLE = re.compile(r"\[hole:(\w+)\]")

_pages: Reference[dict[Hashable, Sequence[str]]] = Reference(dict)


def page(
    request: HttpRequest,
    template: str,
    context: Callable[[], dict[str, Any]],
    *,
    key: Hashable,
    holes: Mapping[str, str],
) -> HttpResponse:
    """`template`, drawn the first time that `key` is asked for.

    Args:
        context: what the page shows; asked for only when it is drawn.
        key: all that the page depends on, the reader's place included. A process keeps at most `MOST` pages, each
            for at most a minute.
        holes: what is new each time, by the name it has in the context: tokens, or markup that is safe already.
    """
    pages, whole = _pages(), (template, key)
    pieces = pages.get(whole)
    if pieces is None:
        marks = {name: mark_safe(f"[hole:{name}]") for name in holes}  # noqa: S308  (names of variables)
        pieces = _HOLE.split(render_to_string(template, {**context(), **marks}, request))
        if not settings.DEBUG:
            if len(pages) >= MOST:
                pages.clear()
            pages[whole] = pieces
    return HttpResponse("".join(holes[piece] if at % 2 else piece for at, piece in enumerate(pieces)))
