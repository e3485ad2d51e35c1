"""Addresses of the captcha: a picture, and a new challenge for a form that is open."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kontor.platform.captcha.challenge import read
from kontor.platform.captcha.picture import draw
from kontor.platform.captcha.widget import widget
from kontor.platform.http.errors import NotFound
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public


@public
@require_safe
def picture(_request: Request, token: str) -> HttpResponse:
    """The picture of a challenge that lives; no session, no cookie and no statement is needed for it."""
    challenge = read(token)
    if challenge is None or challenge.passed:
        raise NotFound
    response = HttpResponse(draw(challenge.characters, challenge.look), content_type="image/png")
    response.headers["Cache-Control"] = "private, max-age=600, immutable"
    return response


@public
@require_safe
def renew(request: Request, purpose: str) -> HttpResponse:
    """“Refresh the code”: another challenge for the form, as often as one likes; the rest of the form stays."""
    response = HttpResponse(widget(request, purpose, focus=True))
    response.headers["Cache-Control"] = "no-store"
    return response
