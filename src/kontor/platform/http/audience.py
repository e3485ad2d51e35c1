"""Which site a path belongs to. A browser may be signed in at each of them at once, with a cookie of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """One audience's address space: its session cookie and where to sign in."""

    audience: str
    cookie: str
    path: str
    sign_in: str


SELLER = Site("seller", "kontor_seller", "/seller/", "/seller/sign-in/")
OPERATOR = Site("operator", "kontor_operator", "/console/", "/console/sign-in/")
BUYER = Site("buyer", "kontor_buyer", "/", "/sign-in/")


def site_of(path: str) -> Site:
    """The site that serves `path`."""
    if path.startswith(SELLER.path):
        return SELLER
    if path.startswith(OPERATOR.path):
        return OPERATOR
    return BUYER
