"""Country, language and currency: chosen by anybody, kept in a cookie and, when signed in, in the account (ACC-04)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kontor.contexts.accounts.rules.countries import COUNTRIES, CURRENCIES, LANGUAGES, country_defaults
from kontor.contexts.accounts.services.change_profile import change_profile
from kontor.platform.http.place import Place, remember
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.account import places, way_on


@public
@require_http_methods(["GET", "POST"])
@never_cache
def preferences(request: Request) -> HttpResponse:
    """All countries, languages and currencies to choose from, and the choice."""
    onward = way_on.of(request)
    if request.method == "GET":
        context = {"chooser": places.everything(request.place), "next": onward or "/"}
        return render(request, "storefront/account/preferences.html", context)
    chosen = _chosen(request.POST, request.place)
    if request.account is not None:
        change_profile(
            account_id=request.account.pk,
            country=chosen.country,
            language=chosen.language,
            currency=chosen.currency,
        )
    with translation.override(chosen.language):
        messages.success(request, gettext("Saved. Prices and texts follow your choice."))
    response = HttpResponseRedirect(onward or "/")
    remember(response, chosen)
    return response


def _chosen(given: QueryDict, before: Place) -> Place:
    """The choice; what is missing or unknown stays, and a new country without a currency brings its own."""
    country, language, currency = (str(given.get(name, "")) for name in ("country", "language", "currency"))
    country = country if country in COUNTRIES else before.country
    if currency not in CURRENCIES:
        currency = before.currency if country == before.country else country_defaults(country).currency
    return Place(country, currency, language if language in LANGUAGES else before.language)
