"""Who writes in requests, and what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kontor.kernel.text import mark as _


class Author(StrEnum):
    """Who wrote a line."""

    BUYER = "buyer"
    STAFF = "staff"


class Topic(StrEnum):
    """What a request is about."""

    ORDER = "order"
    PAYMENT = "payment"
    ACCOUNT = "account"
    OTHER = "other"


TOPIC_NAMES: Mapping[Topic, str] = {
    Topic.ORDER: _("An order or its delivery"),
    Topic.PAYMENT: _("A payment or a refund"),
    Topic.ACCOUNT: _("My account and signing in"),
    Topic.OTHER: _("Something else"),
}
