"""How the runs of bulk actions look in the Seller Center: whose rights they ask, and what their pages say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.platform.bulk import Actor, Run, Tally
from kontor.sites.seller_center.bench import Bench


@dataclass(frozen=True, slots=True)
class Face:
    """One action's.

    Attributes:
        right: that doing it needs.
        list: `products`, `orders` or `disputes`: the section, and the list that it comes from.
        takes_away: the button that starts it is a warning.
    """

    right: str
    list: str = "products"
    takes_away: bool = False


_PRODUCTS = Face("products.edit")
FACES: Mapping[str, Face] = {
    "catalogue.delist": Face("products.edit", takes_away=True),
    "inventory.stock": Face("products.stock"),
    "orders.cancel": Face("orders.cancel", "orders", takes_away=True),
    "logistics.ship": Face("orders.ship", "orders"),
    "logistics.slips": Face("logistics.labels", "orders"),
    "aftersales.accept": Face("aftersales.answer", "disputes", takes_away=True),
    "aftersales.offer": Face("aftersales.answer", "disputes"),
    "aftersales.take": Face("aftersales.answer", "disputes", takes_away=True),
}
VIEWS = {"products": "products.view", "orders": "orders.view", "disputes": "aftersales.view"}


def face(action: str) -> Face:
    """Of an action; those that are not named are about products."""
    return FACES.get(action, _PRODUCTS)


def actor(bench: Bench) -> Actor:
    """Whoever is at work, as bulk actions know them."""
    return Actor(bench.seat.account_id, bench.seat.store_id)


def said(run: Run, tally: Tally) -> dict[str, Any]:
    """The sentences of a run's page."""
    if face(run.action.name).list == "products":
        return _of_products(run.action.name, tally)
    if face(run.action.name).list == "disputes":
        return _of_disputes(run.action.name, tally)
    return _of_orders(run.action.name, tally)


def _of_products(action: str, tally: Tally) -> dict[str, Any]:
    waiting, refused, done = tally.waiting, tally.refused, tally.done
    button = (
        ngettext("Take %(count)s product off sale", "Take %(count)s products off sale", waiting)
        if action == "catalogue.delist"
        else ngettext("Do it to %(count)s product", "Do it to %(count)s products", waiting)
    )
    return {
        "row": _("Product"),
        "list": _("Products"),
        "planned": ngettext(
            "%(count)s product would be changed.", "%(count)s products would be changed.", waiting
        ) % {"count": waiting},
        "not_planned": ngettext(
            "%(count)s cannot be changed: the reason stands in its row.",
            "%(count)s cannot be changed: the reasons stand in their rows.", refused,
        ) % {"count": refused},
        "button": button % {"count": waiting},
        "final": "",
        "done": ngettext("%(count)s product was changed.", "%(count)s products were changed.", done) % {"count": done},
        "not_done": _not_done(refused),
    }  # fmt: skip


def _of_orders(action: str, tally: Tally) -> dict[str, Any]:
    waiting, refused, done = tally.waiting, tally.refused, tally.done
    planned, button, finished, final = {
        "orders.cancel": (
            ngettext("%(count)s order would be cancelled.", "%(count)s orders would be cancelled.", waiting),
            ngettext("Cancel %(count)s order", "Cancel %(count)s orders", waiting),
            ngettext("%(count)s order was cancelled.", "%(count)s orders were cancelled.", done),
            _("The buyers get all of their money back, and are told at once. This cannot be undone."),
        ),
        "logistics.ship": (
            ngettext("%(count)s order would be shipped.", "%(count)s orders would be shipped.", waiting),
            ngettext("Ship %(count)s order", "Ship %(count)s orders", waiting),
            ngettext("%(count)s order is shipped.", "%(count)s orders are shipped.", done),
            _("The buyers are told at once. This cannot be undone."),
        ),
        "logistics.slips": (
            ngettext("%(count)s slip would be printed.", "%(count)s slips would be printed.", waiting),
            ngettext("Print %(count)s slip", "Print %(count)s slips", waiting),
            ngettext("%(count)s slip is ready.", "%(count)s slips are ready.", done),
            "",
        ),
    }[action]
    return {
        "row": _("Order"),
        "list": _("Orders"),
        "planned": planned % {"count": waiting},
        "not_planned": ngettext(
            "For %(count)s it is not possible: the reason stands in its row.",
            "For %(count)s it is not possible: the reasons stand in their rows.", refused,
        ) % {"count": refused},
        "button": button % {"count": waiting},
        "final": final,
        "done": finished % {"count": done},
        "not_done": _not_done(refused),
    }  # fmt: skip


def _of_disputes(action: str, tally: Tally) -> dict[str, Any]:
    waiting, refused, done = tally.waiting, tally.refused, tally.done
    offered = action == "aftersales.offer"
    planned = ngettext("%(count)s dispute would be answered.", "%(count)s disputes would be answered.", waiting)
    button = (
        ngettext("Make %(count)s offer", "Make %(count)s offers", waiting)
        if offered
        else ngettext("Refund %(count)s dispute", "Refund %(count)s disputes", waiting)
    )
    return {
        "row": _("Dispute"),
        "list": _("Disputes"),
        "planned": planned % {"count": waiting},
        "not_planned": ngettext(
            "For %(count)s it is not possible: the reason stands in its row.",
            "For %(count)s it is not possible: the reasons stand in their rows.", refused,
        ) % {"count": refused},
        "button": button % {"count": waiting},
        "final": "" if offered else _("Where no goods come back first, the money goes back at once, for good."),
        "done": ngettext("%(count)s dispute was answered.", "%(count)s disputes were answered.", done)
        % {"count": done},
        "not_done": _not_done(refused),
    }  # fmt: skip


def _not_done(refused: int) -> str:
    said = ngettext(
        "%(count)s was not: the reason stands in its row.", "%(count)s were not: the reasons stand in their rows.",
        refused,
    )  # fmt: skip
    return said % {"count": refused}
