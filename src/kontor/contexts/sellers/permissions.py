"""What people may do in a store: areas, and rights in each (SEL-03). One table for all faces. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kontor.kernel.text import mark as _


class Area(StrEnum):
    """The first level: a part of a store's work."""

    ORDERS = "orders"
    AFTERSALES = "aftersales"
    LOGISTICS = "logistics"
    PRODUCTS = "products"
    MESSAGES = "messages"
    MARKETING = "marketing"
    FINANCE = "finance"
    SETTINGS = "settings"


AREAS: Mapping[Area, str] = {
    Area.ORDERS: _("Orders"),
    Area.AFTERSALES: _("After-sales"),
    Area.LOGISTICS: _("Logistics"),
    Area.PRODUCTS: _("Products"),
    Area.MESSAGES: _("Messages"),
    Area.MARKETING: _("Marketing"),
    Area.FINANCE: _("Finance"),
    Area.SETTINGS: _("Settings"),
}


@dataclass(frozen=True, slots=True)
class Right:
    """The second level.

    Attributes:
        area: where it belongs.
        name: what it lets people do, marked for translation.
        sensitive: it moves money or gives power; it is never part of a template but the owner's.
        needs: the right without which it is of no use: whoever gets this one gets that one too.
    """

    area: Area
    name: str
    sensitive: bool = False
    needs: str = ""


_TABLE: Mapping[str, Right] = {
    "orders.view": Right(Area.ORDERS, _("See orders")),
    "orders.ship": Right(Area.ORDERS, _("Ship orders"), needs="orders.view"),
    "orders.cancel": Right(Area.ORDERS, _("Cancel orders"), needs="orders.view"),
    "aftersales.view": Right(Area.AFTERSALES, _("See disputes")),
    "aftersales.answer": Right(Area.AFTERSALES, _("Answer disputes and agree to refunds"), needs="aftersales.view"),
    "logistics.labels": Right(Area.LOGISTICS, _("Print shipping labels"), needs="orders.view"),
    "logistics.freight": Right(Area.LOGISTICS, _("Edit freight templates")),
    "products.view": Right(Area.PRODUCTS, _("See products")),
    "products.edit": Right(Area.PRODUCTS, _("Edit products"), needs="products.view"),
    "products.stock": Right(Area.PRODUCTS, _("Change stock"), needs="products.view"),
    "messages.view": Right(Area.MESSAGES, _("Read buyers' messages")),
    "messages.answer": Right(Area.MESSAGES, _("Answer buyers' messages"), needs="messages.view"),
    "messages.reviews": Right(Area.MESSAGES, _("Answer reviews")),
    "marketing.news": Right(Area.MARKETING, _("Publish news")),
    "marketing.coins": Right(Area.MARKETING, _("Give coins and see to their fund"), sensitive=True),
    "marketing.coupons": Right(Area.MARKETING, _("Issue coupons at the store's cost"), sensitive=True),
    "finance.view": Right(Area.FINANCE, _("See the balance and settlements"), sensitive=True),
    "settings.store": Right(Area.SETTINGS, _("Edit the store's pages and settings")),
    "settings.business": Right(
        Area.SETTINGS, _("Keep the business's papers, tax numbers and payout account"), sensitive=True
    ),
    "settings.members": Right(Area.SETTINGS, _("Give and take rights"), sensitive=True),
    "settings.programs": Right(Area.SETTINGS, _("Connect programs and webhooks"), sensitive=True),
}

RIGHTS: Mapping[str, str] = {name: right.name for name, right in _TABLE.items()}
"""`area.right` → what it lets people do."""

NEEDS: Mapping[str, str] = {name: right.needs for name, right in _TABLE.items() if right.needs}
"""Right → the one that it is of no use without."""

BY_AREA: Mapping[Area, Mapping[str, Right]] = {
    area: {name: right for name, right in _TABLE.items() if right.area is area} for area in AREAS
}
"""The table as people see it: rights under their area."""

ROLES: Mapping[str, frozenset[str]] = {
    "owner": frozenset(_TABLE),
    "manager": frozenset(name for name, right in _TABLE.items() if not right.sensitive),
    "stock": frozenset({"products.view", "products.stock"}),
    "clerk": frozenset({"logistics.labels", "orders.view"}),
}
"""Templates of rights; a seat may hold others than its template."""

ROLE_NAMES: Mapping[str, str] = {
    "owner": _("Owner"),
    "manager": _("Manager"),
    "stock": _("Stock keeper"),
    "clerk": _("Clerk"),
}


def with_needed(rights: Iterable[str]) -> frozenset[str]:
    """`rights` and those without which they are of no use."""
    given = frozenset(rights)
    return given | {NEEDS[right] for right in given if right in NEEDS}


def unknown_rights(rights: Iterable[str]) -> list[str]:
    """Those of `rights` that do not exist."""
    return sorted(set(rights) - set(_TABLE))
