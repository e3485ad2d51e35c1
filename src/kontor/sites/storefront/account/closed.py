"""What somebody reads whose account cannot be used, and the appeal (ACC-30, ACC-31)."""

from __future__ import annotations

from uuid import UUID

from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kontor.contexts.accounts.errors import AccountIsBanned
from kontor.contexts.risk import queries
from kontor.contexts.risk.services.appeal import LONGEST, appeal
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.account.forms import AppealForm

_SALT = "kontor.closed"
_VALID = 3600  # seconds after the password was right


def to_page(refusal: AccountIsBanned) -> HttpResponse:
    """On to the page of the account whose password was right; its address carries the proof, for an hour."""
    proof = signing.dumps([str(refusal.account_id), now().timestamp()], salt=_SALT)
    return HttpResponseRedirect(f"{reverse('account_closed')}?proof={proof}")


@public
@require_http_methods(["GET", "POST"])
@never_cache
def account_closed(request: Request) -> HttpResponse:
    """Why the account is closed, how to appeal, and what became of an appeal."""
    proof = request.POST.get("proof") or request.GET.get("proof", "")
    account_id = _account(proof)
    found = queries.closed(account_id) if account_id else None
    if account_id is None or found is None:
        return HttpResponseRedirect("/sign-in/")
    if request.method == "GET":
        return _page(request, found, proof, AppealForm())
    form = AppealForm(request.POST)
    try:
        appeal(account_id=account_id, text=form.typed()["text"])
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, found, proof, form, refusal)
    return HttpResponseRedirect(f"{reverse('account_closed')}?proof={proof}")


def _page(
    request: Request, found: queries.Closed, proof: str, form: AppealForm, refusal: Refusal | None = None
) -> HttpResponse:
    last = found.appeal
    waits = last is not None and last.decided_at is None
    context = {"closed": found, "proof": proof, "form": form, "last": last, "waits": waits, "longest": LONGEST}
    return form_page(request, "storefront/account/closed.html", context, refusal)


@public
@require_GET
@never_cache
def account_waits(request: Request) -> HttpResponse:
    """A person looks at the registration first."""
    return form_page(request, "storefront/account/waits.html", {})


def _account(proof: str) -> UUID | None:
    try:
        account_id, at = signing.loads(proof, salt=_SALT)
        return UUID(account_id) if 0 <= now().timestamp() - float(at) <= _VALID else None
    except (signing.BadSignature, ValueError, TypeError):
        return None
