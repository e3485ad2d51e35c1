"""The face at which a page of this package is shown: where its addresses begin, and the frame round it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kontor.contexts.accounts import device_list
from kontor.kernel.errors import Refusal
from kontor.platform.http import sign_in as edge
from kontor.platform.http.audience import OPERATOR, SELLER, site_of
from kontor.platform.http.refusals import STATUS
from kontor.platform.http.request import Request

_BASES = {SELLER.audience: SELLER.path, OPERATOR.audience: OPERATOR.path}


def base(request: Request) -> str:
    """Where the addresses of this face's own area begin: `/account/`, `/seller/` or `/console/`."""
    return _BASES.get(request.audience, "/account/")


def hub(request: Request) -> str:
    """The page from which everything about the account's safety starts."""
    return f"{base(request)}security/"


def door(request: Request) -> str:
    """The sign-in page."""
    return site_of(request.path_info).sign_in


def plain(
    request: Request, template: str, context: dict[str, Any], title: str, refusal: Refusal | None = None
) -> HttpResponse:
    """A page before somebody is signed in."""
    return _render(request, template, {"base": base(request), **context}, title, refusal)


def page(
    request: Request, template: str, context: dict[str, Any], title: str, refusal: Refusal | None = None
) -> HttpResponse:
    """A page in the frame of its face; while a required second step is missing, in one that leads nowhere else."""
    limited = edge.limited(request)
    frame: dict[str, Any] = {"frame": "security/frame_limited.html"}
    if not limited and request.audience == SELLER.audience:
        frame = _bench("security/frame_seller.html", "/seller/sign-out/", "/seller/", _("To do"), request)
    elif not limited and request.audience == OPERATOR.audience:
        frame = _bench("security/frame_console.html", "/console/sign-out/", "/console/", _("Today"), request)
    elif not limited:
        frame = {"frame": "security/frame_storefront.html", "section": "security"}
    facts = {"base": base(request), "hub": hub(request), "limited": limited, "account": request.account}
    return _render(request, template, {**frame, **facts, **context}, title, refusal)


def _bench(frame: str, sign_out: str, home: str, label: str, request: Request) -> dict[str, Any]:
    here = hub(request)
    rail = [
        {"label": label, "href": home, "icon": "house"},
        {"group": _("Your account")},
        {"label": _("Security"), "href": here, "icon": "shield-check", "active": request.path_info == here},
        {
            "label": _("Signed-in devices"),
            "href": f"{here}devices/",
            "icon": "monitor",
            "active": request.path_info == f"{here}devices/",
        },
    ]
    if device_list.serves(request.audience):
        trusted = f"{here}trusted/"
        active = request.path_info == trusted
        rail.append({"label": _("Trusted devices"), "href": trusted, "icon": "shield-check", "active": active})
    name = request.account.given_name or request.account.email
    return {"frame": frame, "rail": rail, "viewer_name": name, "sign_out_href": sign_out}


def _render(
    request: Request, template: str, context: dict[str, Any], title: str, refusal: Refusal | None
) -> HttpResponse:
    facts = {"page_title": title, "form_failed": refusal is not None, **context}
    response = render(request, template, facts, status=STATUS[refusal.kind] if refusal else 200)
    response.headers["Cache-Control"] = "no-store"
    if refusal is not None and refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response
