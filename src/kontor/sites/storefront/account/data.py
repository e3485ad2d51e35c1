"""“Your data”: take them along, correct them, take consents back, delete the account (ACC-42)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.privacy import queries
from kontor.contexts.privacy.errors import StillOpen
from kontor.contexts.privacy.policy import ARCHIVE_KEPT, COOLING_OFF
from kontor.contexts.privacy.services.ask_deletion import ask_deletion
from kontor.contexts.privacy.services.ask_export import ask_export
from kontor.contexts.privacy.services.give_consent import give_consent
from kontor.contexts.privacy.services.take_archive import take_archive
from kontor.contexts.privacy.services.withdraw_consent import withdraw_consent
from kontor.kernel.errors import Refusal
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Buyer
from kontor.platform.http import sign_in as edge
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.account.forms import DeletionForm

HERE = "/account/data/"
_SHOWN = 20  # requests
_FRESH = timedelta(minutes=10)

KINDS = {
    "export": _("Copy of your data"),
    "erasure": _("Deletion of the account"),
    "withdrawal": _("Consent taken back"),
    "correction": _("Correction"),
}
STATES = {"waiting": _("In work"), "done": _("Done"), "cancelled": _("Called off")}
LOOKS = {"waiting": "pending", "done": "completed", "cancelled": "cancelled"}

# What is kept, where one corrects it, or why not.
_CORRECTED = (
    (_("Name, country, language, currency"), "/account/profile/", ""),
    (_("Addresses"), "/account/addresses/", ""),
    (_("E-mail and mobile number"), "/account/security/", ""),
    (
        _("Recipient of an order that is placed"),
        "",
        _("It stands as it was agreed. While nothing is shipped, cancel the order and place it again."),
    ),
    (_("Invoices, payments, parcels"), "", _("They say what happened and are kept as the law asks.")),
)


@signed_in
@require_GET
@never_cache
def data(request: Request) -> HttpResponse:
    """The page with all four rights and the requests made so far."""
    viewer = Buyer(request.account.pk)
    made = queries.own_requests(viewer, size=_SHOWN)
    context = {
        "requests": [
            {
                "row": row,
                "kind": gettext(KINDS[row.kind]),
                "label": gettext(STATES[row.state]),
                "look": LOOKS[row.state],
            }
            for row in made
        ],
        "archive": next((row for row in made if row.archive_until is not None), None),
        "making": any(row.kind == "export" and row.state == "waiting" for row in made),
        "kept_days": ARCHIVE_KEPT.int(),
        "consents": [
            {
                "code": each.consent.code,
                "title": gettext(each.consent.title),
                "text": gettext(each.consent.text),
                "given_at": each.given_at,
                "version": each.version or each.consent.version,
                "needed": each.consent.needed,
            }
            for each in queries.consents(viewer)
        ],
        "corrected": [
            {"what": gettext(what), "href": href, "why": gettext(why) if why else ""} for what, href, why in _CORRECTED
        ],
        "section": "data",
    }
    return form_page(request, "storefront/account/data.html", context)


@signed_in
@require_POST
def export(request: Request) -> HttpResponse:
    """Ask for the archive."""
    try:
        ask_export(account_id=request.account.pk)
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, gettext("We are putting your data together. You get a message when they are ready."))
    return HttpResponseRedirect(HERE)


@signed_in
@require_GET
def archive(request: Request, request_id: UUID) -> HttpResponse:
    """The ZIP, for its owner alone."""
    content = take_archive(viewer=Buyer(request.account.pk), request_id=request_id)
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="kontor-data.zip"'
    response.headers["Cache-Control"] = "no-store"
    return response


@signed_in
@require_POST
def consent(request: Request) -> HttpResponse:
    """Give or take back one consent."""
    account_id, code = request.account.pk, request.POST.get("code", "")
    if request.POST.get("give") == "1":
        give_consent(account_id=account_id, code=code)
        messages.success(request, gettext("Thank you. You can take this back here at any time."))
    else:
        withdraw_consent(account_id=account_id, code=code)
        messages.success(request, gettext("Taken back. It counts from now on."))
    return HttpResponseRedirect(f"{HERE}#consents")


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def delete(request: Request) -> HttpResponse:
    """What deletion means, what is still open, and the password."""
    if request.method == "GET":
        return _delete_page(request, DeletionForm())
    form = DeletionForm(request.POST)
    typed = form.typed()
    try:
        asked = ask_deletion(
            account_id=request.account.pk,
            password=typed["password"],
            proved=edge.confirmed_within(request, _FRESH),
            when_finished=typed["when_finished"] == "1",
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return _delete_page(request, form, refusal)
    day = asked.acts_at
    edge.sign_out(request)
    return form_page(request, "storefront/account/deletion_asked.html", {"day": day, "open": asked.open})


def _delete_page(request: Request, form: DeletionForm, refusal: Refusal | None = None) -> HttpResponse:
    left = queries.still_open(request.account.pk)
    context: dict[str, Any] = {
        "form": form,
        "open": [{"sentence": gettext(each.sentence) % {"count": each.count}, "href": each.href} for each in left],
        "refused_open": isinstance(refusal, StillOpen),
        "has_password": request.account.has_usable_password(),
        "days": COOLING_OFF.int(),
        "section": "data",
    }
    return form_page(request, "storefront/account/delete.html", context, refusal)
