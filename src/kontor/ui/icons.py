"""Icons: one sprite, one weight."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

SPRITE = Path(__file__).resolve().parent / "static" / "kontor" / "icons.svg"
MIRRORED = frozenset({
    "arrow-left", "arrow-right", "arrow-up-right", "chevron-left", "chevron-right", "external-link", "log-in",
    "log-out", "reply", "send", "truck", "undo-2", "list", "list-checks", "trending-up", "trending-down", "door-open",
})  # fmt: skip


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """The icons that the sprite holds."""
    return frozenset(re.findall(r'<symbol id="([a-z0-9-]+)"', SPRITE.read_text(encoding="utf-8")))


@lru_cache(maxsize=1024)
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon as markup: hidden from screen readers unless it has a label."""
    classes = " ".join(part for part in ("icon", "icon-mirrored" if name in MIRRORED else "", css) if part)
    voice = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    place = f"{static('kontor/icons.svg')}#{escape(name)}"
    return mark_safe(  # noqa: S308  (every part is escaped above)
        f'<svg class="{escape(classes)}" {voice} focusable="false"><use href="{place}"></use></svg>'
    )
