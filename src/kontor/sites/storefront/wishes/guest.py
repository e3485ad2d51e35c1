"""What a visitor's browser keeps before anybody signs in: product numbers in a signed cookie (BUY-06)."""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest, HttpResponse

from kontor.contexts.buyers import wishes
from kontor.contexts.buyers.errors import TooManyWishes
from kontor.contexts.buyers.policy import GUEST_WISHES
from kontor.contexts.buyers.services.keep_wish import Wished, keep_wish
from kontor.contexts.search.queries.wished import wishable
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request

COOKIE = "kontor_wishes"
_MONTH = 30 * 24 * 3600


def numbers(request: HttpRequest) -> list[int]:
    """What this browser keeps, latest first; a cookie that is not ours is empty."""
    value = request.COOKIES.get(COOKIE, "")
    try:
        found = signing.loads(value, salt=COOKIE) if value else []
    except signing.BadSignature:
        return []
    return [number for number in found if isinstance(number, int)]


def remember(request: Request, response: HttpResponse, kept: list[int]) -> HttpResponse:
    """Write the cookie, or take it away when nothing is kept."""
    if not kept:
        response.delete_cookie(COOKIE)
        return response
    response.set_cookie(
        COOKIE, signing.dumps(kept[: GUEST_WISHES.int()], salt=COOKIE), max_age=_MONTH, httponly=True,
        samesite="Lax", secure=request.is_secure(),
    )  # fmt: skip
    return response


def wished_of(request: HttpRequest) -> frozenset[int]:
    """Numbers whose hearts are full: one statement for who is signed in, none for visitors."""
    account = getattr(request, "account", None)
    kept = frozenset(numbers(request))
    return wishes.wished_numbers(Buyer(account.pk)) | kept if account is not None else kept


def taken_over(request: Request) -> bool:
    """Put what the browser kept onto the first list of who has signed in; whether there was something."""
    kept = numbers(request)
    if not kept or request.account is None:
        return False
    found = [Wished(one.product_id, one.number, one.price) for one in wishable(kept)]
    try:
        keep_wish(viewer=Buyer(request.account.pk), wished=found)
    except TooManyWishes:
        return False
    return True
