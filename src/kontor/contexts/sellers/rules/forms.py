"""What each type of business may do: one table that every service asks (SEL-02). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kontor.contexts.sellers.policy import (
    MEMBERS_OF_ENTERPRISE,
    MEMBERS_OF_SOLE_TRADER,
    STORES_OF_ENTERPRISE,
    STORES_OF_SOLE_TRADER,
)
from kontor.kernel.policy import Policy
from kontor.kernel.text import mark as _


class Form(StrEnum):
    """The type of a business."""

    ENTERPRISE = "enterprise"
    SOLE_TRADER = "sole_trader"


FORM_NAMES: Mapping[str, str] = {Form.ENTERPRISE: _("Enterprise"), Form.SOLE_TRADER: _("Sole trader")}


class Deed(StrEnum):
    """What not every type may do, or not as often."""

    STORE = "store"  # open one more store
    MEMBER = "member"  # give one more person a seat in a store
    BRAND = "brand"  # have a store verified by a trade mark or a brand's authorisation
    PROGRAMS = "programs"  # let programs write for the store


MAY: Mapping[Form, Mapping[Deed, Policy | bool]] = {
    Form.ENTERPRISE: {
        Deed.STORE: STORES_OF_ENTERPRISE, Deed.MEMBER: MEMBERS_OF_ENTERPRISE, Deed.BRAND: True, Deed.PROGRAMS: True,
    },
    Form.SOLE_TRADER: {
        Deed.STORE: STORES_OF_SOLE_TRADER, Deed.MEMBER: MEMBERS_OF_SOLE_TRADER, Deed.BRAND: False, Deed.PROGRAMS: False,
    },
}  # fmt: skip
"""A policy is how often; True is as often as one likes, False is never."""


def most(form: str, deed: Deed) -> int | None:
    """How many it may have; None for as many as it likes."""
    allowed = MAY[Form(form)][deed]
    if isinstance(allowed, bool):
        return None if allowed else 0
    return allowed.int()
