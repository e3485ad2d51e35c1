"""Where the reader shops from: country, currency and language of the page. No query is made for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.module_loading import import_string

from kontor.platform.http.audience import site_of
from kontor.platform.http.request import Request
from kontor.platform.packed_texts import pack_language

COOKIE = "kontor_place"
_YEAR = 365 * 24 * 3600
_COUNTRY_OF_LANGUAGE = {"zh-hans": "CN", "es": "ES", "fr": "FR", "ru": "RU", "pt-br": "BR", "bg": "BG", "en": "US"}
_FORM = re.compile(r"([A-Z]{2})\.([A-Z]{3})\.([a-z]{2}(?:-[a-z]+)?)")


@dataclass(frozen=True, slots=True)
class Place:
    """ISO 3166 country, ISO 4217 currency, one of our language codes."""

    country: str
    currency: str
    language: str

    @property
    def cookie(self) -> str:
        return f"{self.country}.{self.currency}.{self.language}"


class PlaceMiddleware:
    """Decides the place, in the order: `?hl=`, cookie, account, Accept-Language; and speaks its language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._packed: set[str] = set()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ours = cast("Request", request)
        place = read(ours)
        asked = ours.GET.get("hl", "").lower() if "hl=" in ours.META.get("QUERY_STRING", "") else ""
        switch = asked in _languages()
        if switch:
            place = replace(place, language=asked)
        ours.place = place
        translation.activate(place.language)
        if place.language not in self._packed:
            self._packed.add(place.language)
            pack_language(place.language)
        ours.LANGUAGE_CODE = place.language
        response = self.get_response(ours)
        if switch:
            remember(response, place)
        headers = response.headers
        headers.setdefault("Content-Language", place.language)
        headers.setdefault("Cache-Control", "private, no-cache")  # a page is one reader's, in one language
        varies = headers.get("Vary")
        headers["Vary"] = f"{varies}, Accept-Language" if varies else "Cookie, Accept-Language"
        return response


def read(request: Request) -> Place:
    """The place of this request, without `?hl=`."""
    kept = _parse(request.COOKIES.get(COOKIE, ""))
    if kept is not None:
        return kept
    if site_of(request.path_info).cookie in request.COOKIES and (account := request.account) is not None:
        return Place(account.country, account.currency, account.language)
    return _of_languages(request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:200])


def remember(response: HttpResponse, place: Place) -> None:
    """Keep the reader's choice in a cookie."""
    response.set_cookie(
        COOKIE, place.cookie, max_age=_YEAR, secure=settings.KONTOR.secure, httponly=True, samesite="Lax", path="/"
    )


def of_country(country: str, language: str = "") -> Place:
    """The place that a country sets by default (ACC-04)."""
    defaults = import_string(settings.KONTOR_COUNTRY_DEFAULTS)(country)
    return Place(country, defaults.currency, language or defaults.language)


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    return frozenset(code for code, _ in settings.LANGUAGES)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Place | None:
    match = _FORM.fullmatch(text)
    if match is None or match[3] not in _languages():
        return None
    return Place(match[1], match[2], match[3])


@lru_cache(maxsize=1024)
def _of_languages(accepted: str) -> Place:
    """From what the browser prefers: `pt-BR` names a country as well, plain `es` gets its language's."""
    for part in accepted.split(","):
        tag = part.split(";")[0].strip().lower()
        try:
            language = translation.get_supported_language_variant(tag)
        except LookupError:
            continue
        region = tag.rpartition("-")[2].upper() if re.search(r"-[a-z]{2}$", tag) else ""
        return of_country(region or _COUNTRY_OF_LANGUAGE[language], language)
    return of_country("US", "en")
