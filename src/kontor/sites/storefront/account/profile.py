"""The person's own data: name, country, language, currency (BUY-01, ACC-04), and a phone for couriers (ACC-06)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.errors import NameNotLatin
from kontor.contexts.accounts.rules import names
from kontor.contexts.accounts.services.change_profile import change_profile
from kontor.contexts.risk.services.add_contact_phone import add_contact_phone
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.place import Place, remember
from kontor.platform.http.refusals import parts_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.account import places
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.account.forms import ContactPhoneForm, ProfileForm
from kontor.sites.storefront.account.registration import with_accepted_name

_FIELDS = ("given_name", "family_name", "name_as_typed", "country", "language", "currency")


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def profile(request: Request) -> HttpResponse:
    """The form, filled with what is kept; after it the same page in the chosen language."""
    account = request.account
    if request.method == "GET":
        return _page(request, _kept(request))
    form = ProfileForm(with_accepted_name(request))
    typed = form.typed()
    try:
        changed = change_profile(account_id=account.pk, **typed)
    except Refusal as refusal:
        form.refuse(refusal)
        offer = None
        if any(isinstance(part, NameNotLatin) for part in parts_of(refusal)):
            offer = names.offer(typed["given_name"], typed["family_name"], country=typed["country"])
        return _page(request, form, offer=offer, refusal=refusal)
    with translation.override(changed.language):
        messages.success(request, gettext("Your profile is saved."))
    response = HttpResponseRedirect("/account/profile/")
    remember(response, Place(changed.country, changed.currency, changed.language))
    return response


@signed_in
@require_POST
@never_cache
def contact_phone(request: Request) -> HttpResponse:
    """Keep a phone for couriers, or none; one that looks like a second account's of the same person is refused."""
    form = ContactPhoneForm(request.POST)
    try:
        kept = add_contact_phone(
            viewer=Buyer(request.account.pk), phone=form.typed()["phone"], country=request.account.country
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, _kept(request), phone=form, refusal=refusal)
    said = gettext("Couriers can call you at this number.") if kept else gettext("Your number for couriers is removed.")
    messages.success(request, said)
    return HttpResponseRedirect("/account/profile/")


def _kept(request: Request) -> ProfileForm:
    return ProfileForm(initial={name: getattr(request.account, name) for name in _FIELDS})


def _page(
    request: Request,
    form: ProfileForm,
    *,
    phone: ContactPhoneForm | None = None,
    offer: names.PersonName | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    language = request.place.language
    if phone is None and request.account.email_key:
        phone = ContactPhoneForm(initial={"phone": queries.contact_phone_of(Buyer(request.account.pk))})
    context = {
        "phone": phone,
        "form": form,
        "account": request.account,
        "offer": offer,
        "countries": places.country_options(language, str(form["country"].value() or "")),
        "languages": places.languages(),
        "currencies": places.currencies(language),
        "section": "profile",
    }
    return form_page(request, "storefront/account/profile.html", context, refusal)
