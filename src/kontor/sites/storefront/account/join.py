"""Joining: the one way in for buyers (ACC-01, ACC-02)."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kontor.contexts.accounts.errors import NameNotLatin
from kontor.contexts.accounts.rules import names, passwords
from kontor.contexts.accounts.services.register import register
from kontor.kernel.errors import Refusal
from kontor.platform.http.place import COOKIE as PLACE_COOKIE
from kontor.platform.http.refusals import parts_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.account import kept_password, places, waiting, way_on
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.account.first_party import first_party, give_ticket
from kontor.sites.storefront.account.forms import JoinForm


@public
@require_http_methods(["GET", "POST"])
@first_party
def join(request: Request) -> HttpResponse:
    """The form, and what was sent with it."""
    if request.method == "POST":
        return _send(request)
    if request.account is not None:
        return HttpResponseRedirect(way_on.of(request) or "/account/")
    return _page(request, JoinForm(initial={"country": request.place.country}))


def _send(request: Request) -> HttpResponse:
    form = JoinForm(with_accepted_name(request))
    typed = form.typed()
    kept = None if typed["password"] else kept_password.get(request)
    try:
        made = register(
            address=typed["address"],
            password=kept or typed["password"],
            password_again=typed["password_again"],
            given_name=typed["given_name"],
            family_name=typed["family_name"],
            name_as_typed=typed["name_as_typed"],
            country=typed["country"],
            language=_language(request),
            next_page=way_on.of(request),
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return _again(request, form, refusal, typed)
    kept_password.forget(request)
    response = HttpResponseRedirect("/join/check-mail/")
    waiting.remember(response, made.verification.address, typed["country"])
    return response


def with_accepted_name(request: Request) -> QueryDict:
    """What was sent; the offered transliteration stands in the name's place once it is accepted (ACC-02)."""
    if "accept_name" not in request.POST:
        return request.POST
    data = request.POST.copy()
    data["name_as_typed"] = f"{data.get('given_name', '')} {data.get('family_name', '')}".strip()
    data["given_name"], data["family_name"] = data.get("offer_given", ""), data.get("offer_family", "")
    return data


def _again(request: Request, form: JoinForm, refusal: Refusal, typed: dict[str, str]) -> HttpResponse:
    """The form with what is wrong; where only the script of the name is, the password need not be typed again."""
    parts, offer = parts_of(refusal), None
    if any(isinstance(part, NameNotLatin) for part in parts):
        offer = names.offer(typed["given_name"], typed["family_name"], country=typed["country"])
        if typed["password"] and all(isinstance(part, NameNotLatin) for part in parts):
            kept_password.keep(request, typed["password"])
    return _page(request, form, offer=offer, refusal=refusal)


def _page(
    request: Request, form: JoinForm, *, offer: names.PersonName | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "offer": offer,
        "countries": places.country_options(request.place.language, str(form["country"].value() or "")),
        "rules": [(_checked_by(rule), _words(rule)) for rule in passwords.judge("")],
        "password_kept": kept_password.get(request) is not None,
        "next": way_on.of(request),
    }
    response = form_page(request, "storefront/account/join.html", context, refusal)
    give_ticket(response)
    response["Cache-Control"] = "no-store"
    return response


def _words(rule: passwords.PasswordRule) -> str:
    return gettext(rule.sentence) % rule.params if rule.params else gettext(rule.sentence)


def _checked_by(rule: passwords.PasswordRule) -> str:
    """The name by which the page judges the rule while one types (ACC-03)."""
    return f"length:{rule.params['low']}-{rule.params['high']}" if rule.name == "length" else rule.name


def _language(request: Request) -> str:
    """The language that was chosen, or that the browser asks for; "" leaves it to the country (ACC-04)."""
    chosen = PLACE_COOKIE in request.COOKIES or "HTTP_ACCEPT_LANGUAGE" in request.META
    return request.place.language if chosen else ""
