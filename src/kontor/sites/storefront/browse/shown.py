"""From what the search knows of a product to what the card component shows."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.contexts.search.queries import Hit
from kontor.contexts.sellers.pages import StoreCard
from kontor.sites.storefront.account.places import country_name
from kontor.ui.formats import count, money

LEAST_OFF = 5  # per cent; a smaller reduction is not worth a badge


def media(path: str) -> str:
    """The address of a media file, "" for none."""
    return f"{settings.MEDIA_URL}{path}" if path else ""


def product_href(slug: str, number: int) -> str:
    """The address of a product's page."""
    return f"/p/{slug}-{number}/"


def stars(hundredths: int) -> str:
    """4.8 for 483; "" without ratings."""
    return f"{hundredths / 100:.1f}" if hundredths else ""


def cards(hits: Iterable[Hit], language: str) -> list[dict[str, Any]]:
    """What `{% cards %}` takes."""
    words = _("from %(price)s"), _("−%(percent)s %%"), _("%(many)s sold")
    return [_card(hit, language, words) for hit in hits]


def _card(hit: Hit, language: str, words: tuple[str, str, str]) -> dict[str, Any]:
    price = money(hit.price, language)
    return {
        "href": f"/p/{hit.slug}-{hit.number}/",
        "number": hit.number,
        "title": hit.title,
        "picture": media(hit.picture),
        "price": words[0] % {"price": price} if hit.price_varies else price,
        "was": money(hit.list_price, language) if hit.list_price else "",
        "badge": reduction(hit, words[1]),
        "rating": stars(hit.rating_hundredths) if hit.rating_count else "",
        "rating_count": count(hit.rating_count, language),
        "sold": words[2] % {"many": count(hit.sold_count, language)} if hit.sold_count else "",
        "place": country_name(hit.store_country, language),
    }


def reduction(hit: Hit, sentence: str) -> str:
    """−18 % where the price was higher before, "" otherwise."""
    if hit.list_price is None or hit.list_price.minor <= hit.price.minor:
        return ""
    percent = 100 - hit.price.minor * 100 // hit.list_price.minor
    return sentence % {"percent": percent} if percent >= LEAST_OFF else ""


def store_chip(card: StoreCard, language: str) -> dict[str, Any]:
    """What `<c-store-chip>` takes, and the banner."""
    ratings = ngettext("%(many)s rating", "%(many)s ratings", card.rating_count)
    return {
        "name": card.name,
        "href": f"/s/{card.slug}/",
        "logo": media(card.logo),
        "banner": media(card.banner),
        "place": country_name(card.country, language),
        "rating": stars(card.rating_hundredths),
        "note": ratings % {"many": count(card.rating_count, language)} if card.rating_count else "",
    }


def alternates(path: str, query: str = "") -> dict[str, Any]:
    """For search engines: addresses of the same page in every language, and its canonical one, as markup."""
    here = f"{settings.KONTOR.web_url}{path}"
    joined = f"{query}&" if query else "?"
    tags = {"zh-hans": "zh-Hans", "pt-br": "pt-BR"}
    first = escape(f"{here}{query}")
    others = "".join(
        f'<link rel="alternate" hreflang="{tags.get(code, code)}" href="{escape(f"{here}{joined}hl={code}")}">'
        for code, _name in settings.LANGUAGES
    )
    links = f'<link rel="canonical" href="{first}">{others}<link rel="alternate" hreflang="x-default" href="{first}">'
    return {"addresses": mark_safe(links)}  # noqa: S308  (every part is escaped here)
