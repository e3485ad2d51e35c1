"""What programs may be given: one table that consent, registration, API and documents read (SEL-30). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kontor.kernel.text import mark as _


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of a store's work.

    Attributes:
        title: what it lets a program do, as the consent page says it.
        sees: what the program gets to know by it, in plain words; "" for nothing of people or money.
        rights: what it stands for in `sellers.permissions`; the person must hold them all, at the consent and at
            every call. None for facts that every seat knows.
        certified: only a program that the operator has looked at gets it (SEL-31).
        changes: it changes something, so it is shown apart from reading.
    """

    title: str
    sees: str = ""
    rights: frozenset[str] = frozenset()
    certified: bool = False
    changes: bool = False


SCOPES: Mapping[str, Scope] = {
    "store:read": Scope(
        _("See the store's name, currency and warehouses"),
        _("Public facts of your store, and where your goods lie."),
    ),
    "products:read": Scope(
        _("See products, prices and stock"),
        _("All your products, those that are not on sale too."),
        frozenset({"products.view"}),
    ),
    "products:write": Scope(
        _("Create and change products and prices"),
        rights=frozenset({"products.view", "products.edit"}),
        changes=True,
    ),
    "stock:write": Scope(_("Change stock"), rights=frozenset({"products.stock"}), changes=True),
    "orders:read": Scope(
        _("See orders"),
        _("What was ordered, when, and to which country. The buyer stays masked: no address, no phone, no e-mail."),
        frozenset({"orders.view"}),
    ),
    "orders:ship": Scope(
        _("Ship orders"),
        _("Names, addresses and phones of recipients, for orders that wait to be sent and for no others."),
        frozenset({"orders.view", "orders.ship"}),
        changes=True,
    ),
    "orders:cancel": Scope(
        _("Cancel orders that are not shipped"), rights=frozenset({"orders.view", "orders.cancel"}), changes=True
    ),
    "aftersales:read": Scope(
        _("See disputes"),
        _("What buyers and your people propose and write in disputes. The buyer stays masked."),
        frozenset({"aftersales.view"}),
    ),
    "aftersales:answer": Scope(
        _("Answer disputes and agree to refunds"),
        rights=frozenset({"aftersales.view", "aftersales.answer"}),
        changes=True,
    ),
    "reviews:read": Scope(
        _("Read reviews"), _("What buyers say of your goods; their names stay masked."), frozenset({"messages.reviews"})
    ),
    "reviews:write": Scope(_("Answer reviews"), rights=frozenset({"messages.reviews"}), changes=True),
    "finance:read": Scope(
        _("See the balance, settlements and ledger lines"),
        _("What your store earns, and when it is paid."),
        frozenset({"finance.view"}),
    ),
    "webhooks:manage": Scope(
        _("Be told by itself what happens in the store"),
        _("Numbers and states of orders, parcels, products, stock and settlements; never who bought."),
        frozenset({"settings.programs"}),
        changes=True,
    ),
    "messages:read": Scope(
        _("Read buyers' messages"),
        _("What buyers and your people write to each other."),
        frozenset({"messages.view"}),
        certified=True,
    ),
    "messages:write": Scope(
        _("Answer buyers' messages"),
        rights=frozenset({"messages.view", "messages.answer"}),
        certified=True,
        changes=True,
    ),
}
"""Scope → what it means. What other contexts bring (labels, reviews) gets its line here with them."""


def known(scopes: Iterable[str]) -> list[str]:
    """Those that exist, each once, in the order of the table."""
    wanted = set(scopes)
    return [name for name in SCOPES if name in wanted]


def unknown(scopes: Iterable[str]) -> list[str]:
    """Those that do not exist."""
    return sorted(set(scopes) - set(SCOPES))


def certified_only(scopes: Iterable[str]) -> list[str]:
    """Those that only a certified program gets."""
    return [name for name in known(scopes) if SCOPES[name].certified]


def held(scopes: Iterable[str], rights: frozenset[str]) -> list[str]:
    """Those whose rights are all among `rights`."""
    return [name for name in known(scopes) if SCOPES[name].rights <= rights]


def rights_of(scopes: Iterable[str]) -> frozenset[str]:
    """All rights that the scopes stand for."""
    return frozenset().union(*(SCOPES[name].rights for name in known(scopes)))
