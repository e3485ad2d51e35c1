"""Addresses for tests of any context."""

from __future__ import annotations

from typing import Any

from kontor.contexts.buyers.models import Address
from kontor.contexts.buyers.rules import Draft
from kontor.contexts.buyers.services.add_address import add_address
from kontor.kernel.viewer import Buyer


def draft(**given: str) -> Draft:
    """An address in Sofia; every part can be given."""
    fields = {
        "country": "BG",
        "recipient": "Весела Петрова",
        "street": "ул. Шипка 34",
        "city": "София",
        "postcode": "1504",
        "phone": "0888 123 456",
    }
    return Draft(**(fields | given))


def make_address(viewer: Buyer, *, is_default: bool = False, **given: Any) -> Address:
    """A stored address of the viewer's."""
    return add_address(viewer=viewer, draft=draft(**given), is_default=is_default)
