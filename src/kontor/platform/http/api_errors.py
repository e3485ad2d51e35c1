"""The API's input errors in the same form as every other refusal."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kontor.kernel.errors import Kind, Refusal, Refusals
from kontor.kernel.text import mark as _
from kontor.platform.http.errors import NotFound, NotSignedIn
from kontor.platform.http.refusals import answer


class FieldRefused(Refusal):
    code = "ERR_FIELD_INVALID"
    kind = Kind.INVALID
    sentence = _("This field is missing or does not hold what it should: %(why)s.")


class BodyUnreadable(Refusal):
    code = "ERR_BODY_UNREADABLE"
    kind = Kind.INVALID
    sentence = _("The body cannot be read. Send JSON in UTF-8, or the form that is described.")


def install(api: NinjaAPI) -> None:
    """Answer every error of `api` as problem+json."""
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, lambda request, _: answer(request, BodyUnreadable()))
    api.add_exception_handler(AuthenticationError, lambda request, _: answer(request, NotSignedIn()))
    api.add_exception_handler(Http404, lambda request, _: answer(request, NotFound()))


def _refused(request: HttpRequest, refusal: Any) -> HttpResponse:
    return answer(request, refusal)


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    parts: list[Refusal] = [
        FieldRefused(field=".".join(str(step) for step in wrong["loc"][1:]), why=wrong["msg"]) for wrong in error.errors
    ]
    return answer(request, Refusals(parts))
