"""What the house says of itself: help, terms, privacy. Figures come from the policy values, never from the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.contexts.accounts.policy import LINK_VALID
from kontor.contexts.orders.policy import RECEIVED_AFTER, UNPAID_CLOSES_AFTER


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: its heading, its paragraphs, its icon in the overview."""

    slug: str
    icon: str
    title: str
    paragraphs: tuple[str, ...]


def _days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def _hours(count: int) -> str:
    return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}


def _orders() -> HelpPage:
    return HelpPage("orders", "package", _("Where is my order?"), (
        _("Open “My orders”: each order shows its state, who has to act next and by when, and where its parcel is."),
        _("As soon as the store has shipped, you see the carrier, the tracking number and the days on which to expect it."),
        _("An order that is not paid closes by itself after %(time)s, and nothing is charged.") % {"time": _hours(UNPAID_CLOSES_AFTER.int())},
    ))  # fmt: skip


def _protection() -> HelpPage:
    return HelpPage("protection", "scale", _("How your money is protected"), (
        _("You pay Kontor, not the store. We hold the money until you confirm that the goods have arrived."),
        _("If you say nothing, a delivered order counts as received after %(time)s. Until then you can tell us that something is wrong.") % {"time": _days(RECEIVED_AFTER.int())},
        _("An order that is cancelled is paid back to the minor unit, the way the money came."),
        _("Card numbers are typed on the payment provider's page. They never reach us."),
    ))  # fmt: skip


def _returns() -> HelpPage:
    return HelpPage("returns", "rotate-ccw", _("Returns and refunds"), (
        _("As long as nothing is shipped you can cancel an order yourself, and the money goes back at once."),
        _("Each store's own terms for returns stand on its page and on the page of every product."),
        _("A refund takes the way of the payment. We send it without delay; your bank may need some days to show it."),
    ))  # fmt: skip


def _joining() -> HelpPage:
    return HelpPage("joining", "user", _("Joining and signing in"), (
        _("Join with an e-mail address or a mobile number. We send a link or a code to confirm that it is yours."),
        _("The link works once and for %(time)s. If no mail comes, look into the spam folder, then check the spelling.") % {"time": _hours(LINK_VALID.int())},
        _("One address belongs to one account. Names are asked in Latin letters, as in a passport, because couriers read them."),
    ))  # fmt: skip


def _fees() -> HelpPage:
    return HelpPage("fees", "receipt-text", _("Fees"), (
        _("Buyers pay no fees: the total shown before you order is what you are charged."),
        _("Stores pay a commission on the goods they sell, by category; it is shown on every order. Shipping bears none."),
    ))  # fmt: skip


def _terms() -> HelpPage:
    return HelpPage("terms", "file-text", _("Terms"), (
        _("The contract of sale is between you and the store. The operator of this market holds the payment and settles disputes."),
        _("Accounts are personal. Orders that are placed to test or to flatter a store are against the rules."),
    ))  # fmt: skip


def _privacy() -> HelpPage:
    return HelpPage("privacy", "lock", _("Privacy"), (
        _("A store sees a shortened nickname, your country and your language. It sees your address only while a parcel has to be labelled."),
        _("We keep what orders and accounts need, and nothing is given to third parties for advertising."),
    ))  # fmt: skip


def _cookies() -> HelpPage:
    return HelpPage("cookies", "info", _("Cookies"), (
        _("We use cookies that the market needs: your session, your cart, your country and language, and a guard against forged forms. There are no others."),
    ))  # fmt: skip


def _report() -> HelpPage:
    return HelpPage("report", "flag", _("Report something illegal"), (
        _("Write to the operator of this market and name the address of the page. Every report is read by a person."),
    ))  # fmt: skip


_PAGES: dict[str, Callable[[], HelpPage]] = {
    "orders": _orders, "protection": _protection, "returns": _returns, "joining": _joining, "fees": _fees,
    "terms": _terms, "privacy": _privacy, "cookies": _cookies, "report": _report,
}  # fmt: skip


def page(slug: str) -> HelpPage | None:
    """The page called `slug` in the reader's language."""
    made = _PAGES.get(slug)
    return made() if made else None


def every() -> list[HelpPage]:
    """All pages, for the overview."""
    return [made() for made in _PAGES.values()]
