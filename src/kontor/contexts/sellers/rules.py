"""What people may do in a store, and how a store's page is put together (SEL-03, TRD-01). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kontor.kernel.text import mark as _

RIGHTS: Mapping[str, str] = {
    "orders.view": _("See orders"),
    "orders.ship": _("Ship orders"),
    "orders.cancel": _("Cancel orders"),
    "logistics.labels": _("Print shipping labels"),
    "products.view": _("See products"),
    "products.edit": _("Edit products"),
    "stock.edit": _("Change stock"),
    "finance.view": _("See the balance and settlements"),
    "store.edit": _("Edit the store's pages and settings"),
    "seats.manage": _("Give and take rights"),
}
"""`area.right` → what it lets people do."""

ROLES: Mapping[str, frozenset[str]] = {
    "owner": frozenset(RIGHTS),
    "manager": frozenset(RIGHTS) - {"seats.manage", "finance.view"},
    "clerk": frozenset({"logistics.labels", "orders.view"}),
}
"""Templates of rights; a seat may hold others than its template."""

ROLE_NAMES: Mapping[str, str] = {"owner": _("Owner"), "manager": _("Manager"), "clerk": _("Clerk")}

SLUG_LENGTH = 60


def slug_of(name: str) -> str:
    """Latin letters, digits and hyphens of an already Latin `name`, or "" when nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:SLUG_LENGTH].strip("-")


def unknown_rights(rights: Sequence[str]) -> list[str]:
    """Those of `rights` that do not exist."""
    return sorted(set(rights) - set(RIGHTS))


def in_language(texts: Mapping[str, str], language: str, home: str) -> str:
    """The text in `language`, else in English, else in the store's own, else any, else ""."""
    for candidate in (language, "en", home):
        if texts.get(candidate):
            return texts[candidate]
    return next((text for text in texts.values() if text), "")
