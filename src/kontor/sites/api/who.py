"""Who calls: a buyer, by the session of the shop's own pages. No call of the API creates one (ACC-01)."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from ninja.security import APIKeyCookie
from ninja.utils import check_csrf

from kontor.kernel.viewer import Buyer
from kontor.platform.http.audience import BUYER
from kontor.platform.http.errors import FormTooOld, NotSignedIn
from kontor.platform.http.request import Request

_SAFE = {"GET", "HEAD", "OPTIONS"}


class BuyerSession(APIKeyCookie):
    """The session cookie; calls that change something also carry the token of `kontor_csrf` as `X-CSRFToken`."""

    param_name = BUYER.cookie
    openapi_description = (
        "The session of a buyer who has signed in at /sign-in/. Calls other than GET also need the header "
        "`X-CSRFToken` with the value of the cookie `kontor_csrf`."
    )

    def __call__(self, request: HttpRequest) -> Buyer:
        account = cast("Request", request).account
        if account is None:
            raise NotSignedIn
        if request.method not in _SAFE and check_csrf(request) is not None:
            raise FormTooOld
        return Buyer(account.id)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Ninja's own hook; `__call__` does it all."""
        raise NotImplementedError


buyer_session = BuyerSession()


def buyer_of(request: HttpRequest) -> Buyer:
    """The buyer that `BuyerSession` has let in."""
    viewer: Buyer = request.auth  # type: ignore[attr-defined]
    return viewer
