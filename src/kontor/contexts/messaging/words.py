"""The words of messaging: streams, who writes, how a delivery ended, tabs of the inbox. Plain values for all faces."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from kontor.kernel.text import mark as _


class Stream(StrEnum):
    """The three isolated streams (MSG-01)."""

    INQUIRY = "inquiry"  # before an order, about a product or the store
    ORDER_NOTE = "order_note"  # written at checkout
    ORDER_MESSAGE = "order_message"  # from the order's page


STREAM_NAMES: Mapping[Stream, str] = {
    Stream.INQUIRY: _("Product inquiries"),
    Stream.ORDER_NOTE: _("Order notes"),
    Stream.ORDER_MESSAGE: _("Order messages"),
}


class Author(StrEnum):
    """Who wrote a message."""

    BUYER = "buyer"
    SEAT = "seat"  # a person of the store
    PROGRAM = "program"  # a person of the store, through a connected help desk
    AUTOMATIC = "automatic"  # an automatic reply
    SYSTEM = "system"


OF_STORE = frozenset({Author.SEAT, Author.PROGRAM, Author.AUTOMATIC})
PERSONS = frozenset({Author.SEAT, Author.PROGRAM})
"""Whose words stop the response clock (MSG-07)."""


class Status(IntEnum):
    """How the delivery of a message ended (MSG-13)."""

    DELIVERED = 200
    REFUSED = 403
    FAILED = 500


STATUS_NAMES: Mapping[Status, str] = {
    Status.DELIVERED: _("Delivered"),
    Status.REFUSED: _("Refused"),
    Status.FAILED: _("Failed, tried again"),
}


class Why(StrEnum):
    """Why a message was refused, or failed."""

    POLICY = "policy"  # it leads out of the market (MSG-09)
    FROZEN = "frozen"  # the store may not write for a time (MSG-10)
    CLOSED = "closed"  # messaging is not open for this store yet (MSG-05)
    PARAMETERS = "parameters"  # it states product parameters before the store is verified (MSG-05)
    RATE = "rate"  # too many messages to buyers who did not write first (MSG-19)
    HELD = "held"  # the same words to many buyers: somebody looks first (MSG-19)
    COPIES = "copies"  # somebody looked, and it stays undelivered (MSG-19)
    AUTOMATIC = "automatic"  # the store's last words were automatic already (MSG-11)
    ERROR = "error"  # something broke on our side


WHY_NAMES: Mapping[Why, str] = {
    Why.POLICY: _("Policy violation"),
    Why.FROZEN: _("Sending is frozen"),
    Why.CLOSED: _("Messaging is not open yet"),
    Why.PARAMETERS: _("Product parameters before the store is verified"),
    Why.RATE: _("Too many messages to buyers who did not write first"),
    Why.HELD: _("Held: the same words to many buyers"),
    Why.COPIES: _("The same words to many buyers"),
    Why.AUTOMATIC: _("Automatic reply"),
    Why.ERROR: _("Message sync error"),
}


class Tab(StrEnum):
    """Tabs of the store's inbox (MSG-08)."""

    ALL = "all"
    UNREAD = "unread"
    REPLIED = "replied"
    PENDING = "pending"


TAB_NAMES: Mapping[Tab, str] = {
    Tab.ALL: _("All messages"),
    Tab.UNREAD: _("Unread"),
    Tab.REPLIED: _("Replied"),
    Tab.PENDING: _("Pending"),
}


class Template(StrEnum):
    """The three automatic replies (MSG-11)."""

    WELCOME = "welcome"
    OUT_OF_STOCK = "out_of_stock"
    LOGISTICS = "logistics"


TEMPLATE_NAMES: Mapping[Template, str] = {
    Template.WELCOME: _("Welcome"),
    Template.OUT_OF_STOCK: _("Out of stock"),
    Template.LOGISTICS: _("Logistics update"),
}


class Miss(StrEnum):
    """What the clock marks."""

    SLOW = "slow"  # no reply within the working time (MSG-06)
    UNANSWERED = "unanswered"  # none within the hours of the wall clock (MSG-07)


PLACEHOLDERS: Mapping[str, str] = {
    "{order}": _("Number of the order"),
    "{tracking}": _("Tracking number"),
    "{product}": _("Title of the product"),
}
"""What quick phrases and automatic replies may contain (MSG-08)."""
