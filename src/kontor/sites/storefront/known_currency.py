"""A reader whose currency has no exchange rate sees prices in dollars, and is told so (TRD-04)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from kontor.contexts.pricing.errors import RateMissing
from kontor.platform.http.place import remember
from kontor.platform.http.refusals import wants_json
from kontor.platform.http.request import Request

COMMON = "USD"  # every rate is one to the dollar: it is never missing


class KnownCurrencyMiddleware:
    """Before a page is refused for its reader's currency, it is opened in `COMMON`.

    Many countries set a currency by default for which a provider of rates has none. A page that asks nothing but to be
    read is asked for again; what is sent, and programs, get the refusal.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, RateMissing) or request.method != "GET" or wants_json(request):
            return None
        place = cast("Request", request).place
        if place.currency == COMMON or error.params.get("currency") != place.currency:
            return None  # it is the goods' own currency that has no rate
        messages.info(
            request,
            gettext("There is no exchange rate for %(currency)s today. Prices are shown in US dollars.")
            % {"currency": place.currency},
        )
        response = HttpResponseRedirect(request.get_full_path())
        remember(response, replace(place, currency=COMMON))
        return response
