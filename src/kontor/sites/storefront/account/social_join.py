"""The Join page for somebody who came back from a provider: prefilled, without a password (ACC-08)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from kontor.contexts.accounts.errors import NameNotLatin
from kontor.contexts.accounts.rules import names
from kontor.contexts.accounts.social import Returned
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import parts_of
from kontor.platform.http.request import Request
from kontor.sites.storefront.account import places, registration, social_words
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.account.doors import JOIN
from kontor.sites.storefront.account.first_party import form_opened_at, give_ticket
from kontor.sites.storefront.account.forms import SocialJoinForm


def fresh(request: Request, visit: Returned) -> SocialJoinForm:
    """The form with what the provider handed over; all of it can be changed."""
    return SocialJoinForm(
        initial={
            "address": visit.email or visit.phone,
            "given_name": visit.given_name,
            "family_name": visit.family_name,
            "country": request.place.country,
        }
    )


def wanted(request: Request, form: SocialJoinForm) -> dict[str, Any]:
    """The arguments of the service that makes the account."""
    return {
        **form.typed(),
        "password": None,
        "language": registration.chosen_language(request),
        "form_opened_at": form_opened_at(request),
    }


def page(request: Request, visit: Returned, form: SocialJoinForm, *, refusal: Refusal | None = None) -> HttpResponse:
    """The page; a name in another script comes with its offer at once (ACC-02)."""
    given, family = str(form["given_name"].value() or ""), str(form["family_name"].value() or "")
    country = str(form["country"].value() or "")
    found = parts_of(refusal) if refusal else names.problems(given, family, country=country)
    foreign = any(isinstance(part, NameNotLatin) for part in found)
    context = {
        "door": JOIN,
        "form": form,
        "provider": social_words.choice(visit.provider),
        "visit": visit,
        "without_address": not (visit.email or visit.phone),
        "offer": names.offer(given, family, country=country) if foreign else None,
        "countries": places.country_options(request.place.language, country),
        "next": visit.next_page,
        "social": True,
    }
    response = form_page(request, "storefront/account/join_social.html", context, refusal)
    give_ticket(request, response, JOIN)
    response["Cache-Control"] = "no-store"
    return response
