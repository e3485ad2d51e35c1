"""The service that carries text messages tells what became of them (ACC-10)."""

from __future__ import annotations

import logging
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kontor.contexts.notifications.services.note_undelivered import note_undelivered
from kontor.platform.http.errors import ForeignOrigin
from kontor.platform.http.routes import public
from kontor.platform.sms.twilio import NOT_DELIVERED, is_theirs

log = logging.getLogger(__name__)


@public
@csrf_exempt
@require_POST
def twilio(request: HttpRequest, account_id: UUID, notice_id: UUID) -> HttpResponse:
    """A message's status, checked by its signature over the address that we gave them."""
    facts = settings.KONTOR
    form = {name: str(value) for name, value in request.POST.items()}
    url = f"{facts.web_url}{request.get_full_path()}"
    if not is_theirs(facts.sms_token, url, form, request.headers.get("X-Twilio-Signature", "")):
        log.warning("a report of a text message was not taken: its signature is wrong")
        raise ForeignOrigin
    if form.get("MessageStatus") in NOT_DELIVERED:
        code = form.get("ErrorCode", "")
        note_undelivered(
            account_id=account_id, notice_id=notice_id, code=int(code) if code.isascii() and code.isdigit() else 0
        )
    return HttpResponse(status=204)
