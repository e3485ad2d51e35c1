"""The product card as markup, written in Python because a listing shows dozens of them and must stay quick.

`<c-product-card>` and `{% cards goods %}` both end here, so there is one card.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kontor.ui import icons

_SIZES = "(min-width: 48rem) 14rem, 45vw"


def safe(value: Any) -> str:
    """`value` escaped, unless it is markup already; the quick way for plain strings."""
    if type(value) is str:
        return escape(value)
    return str(value.__html__()) if hasattr(value, "__html__") else escape(str(value))


def _reader(product: Any) -> Callable[[str], Any]:
    if isinstance(product, dict):
        return product.get
    return lambda name: getattr(product, name, None)


def _picture(get: Callable[[str], Any], *, lazy: bool) -> str:
    source = get("picture")
    if not source:
        return ""
    wide = f' srcset="{safe(get("srcset"))}" sizes="{_SIZES}"' if get("srcset") else ""
    hurry = 'loading="lazy"' if lazy else 'fetchpriority="high"'
    return (
        f'<img src="{safe(source)}"{wide} alt="" width="{safe(str(get("width") or 320))}"'
        f' height="{safe(str(get("height") or 320))}" {hurry} decoding="async">'
    )


def _words(get: Callable[[str], Any], words: tuple[str, str, str]) -> str:
    before, rating, gone = words
    parts = [f'<p class="k-price-line"><bdi class="k-price">{safe(get("price") or "")}</bdi>']
    if was := get("was"):
        parts.append(f'<span class="sr-only">{before}</span><s class="k-was"><bdi>{safe(was)}</bdi></s>')
    parts.append("</p>")
    if get("gone"):
        parts.append(f'<p class="font-semibold">{gone}</p>')
    elif delivery := get("delivery"):
        parts.append(f"<p>{safe(delivery)}</p>")
    parts.append('<p class="k-card-facts">')
    if stars := get("rating"):
        many = f" ({safe(get('rating_count'))})" if get("rating_count") else ""
        star = f'<span aria-hidden="true">★</span> <span class="sr-only">{rating}</span>'
        parts.append(f"<span>{star} {safe(stars)}{many}</span>")
    parts.extend(f"<span>{safe(get(name))}</span>" for name in ("sold", "place") if get(name))
    parts.append("</p>")
    return "".join(parts)


def _sentences() -> tuple[str, str, str]:
    return str(safe(_("before"))), str(safe(_("Rating:"))), str(safe(_("Sold out")))


def _card(
    product: Any, words: tuple[str, str, str], level: str, *, lazy: bool, action: str, more: str, attrs: str
) -> str:
    get = _reader(product)
    mark = f'<span class="k-card-mark k-badge" data-kind="strong">{safe(get("badge"))}</span>' if get("badge") else ""
    act = f'<div class="k-card-action">{action}</div>' if action else ""
    gone = " k-card-gone" if get("gone") else ""
    return (
        f'<article class="k-card{gone}"{attrs}><div class="k-card-picture">{mark}{_picture(get, lazy=lazy)}{act}</div>'
        f'<div class="k-card-words"><h{level} class="k-card-title"><a href="{safe(get("href") or "")}">'
        f"{safe(get('title') or '')}</a></h{level}>{_words(get, words)}{more}</div></article>"
    )


def card(
    product: Any, *, level: Any = 3, lazy: bool = True, action: Any = "", more: Any = "", attrs: Any = ""
) -> SafeString:
    """One card; `action`, `more` and `attrs` are markup from a template (escaped unless marked safe)."""
    extra = f" {safe(str(attrs))}" if str(attrs) else ""
    return mark_safe(  # noqa: S308  (every part is escaped in this module)
        _card(
            product,
            _sentences(),
            str(int(level)),
            lazy=lazy,
            action=str(safe(action)),
            more=str(safe(more)),
            attrs=extra,
        )
    )


def heart(number: Any, name: Any, *, full: bool, label: str) -> str:
    """A heart: a button of the page's one form `wish`, so that it works without a script and costs few bytes."""
    return (
        f'<button class="k-heart" form="wish" name="wish" value="{safe(str(number))}" '
        f'aria-pressed="{"true" if full else "false"}" '
        f'aria-label="{safe(label)}: {safe(name)}">{icons.icon("heart")}</button>'
    )


def cards(
    products: Iterable[Any], *, level: Any = 3, eager: int = 0, wished: Container[int] | None = None
) -> SafeString:
    """Many cards; the pictures of the first `eager` are fetched at once.

    Args:
        wished: numbers of products whose hearts are full; None: without hearts.
    """
    words, heading, label = _sentences(), str(int(level)), str(_("Wish list"))
    return mark_safe(  # noqa: S308  (every part is escaped in this module)
        "".join(
            _card(
                product,
                words,
                heading,
                lazy=index >= eager,
                action=_heart_of(product, wished, label),
                more="",
                attrs="",
            )
            for index, product in enumerate(products)
        )
    )


def _heart_of(product: Any, wished: Container[int] | None, label: str) -> str:
    get = _reader(product)
    number = get("number")
    if wished is None or not number:
        return ""
    return heart(number, get("title") or "", full=number in wished, label=label)
