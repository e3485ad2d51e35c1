"""Reads of the address book, each for its owner."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from kontor.contexts.buyers.country_forms import form_of, lines
from kontor.contexts.buyers.errors import AddressNotFound
from kontor.contexts.buyers.models import Address
from kontor.contexts.buyers.rules import LONGEST, Draft
from kontor.kernel.viewer import Buyer
from kontor.platform.database.rows import Rows

_BOOK = Rows(Address, "WHERE t.buyer_id = %s AND t.removed_at IS NULL ORDER BY t.is_default DESC, t.created_at DESC")
_ADDRESS = Rows(Address, "WHERE t.buyer_id = %s AND t.id = %s AND t.removed_at IS NULL")


@dataclass(frozen=True, slots=True)
class AddressView:
    """One address of the book; `latin` holds the same parts as couriers read them."""

    id: UUID
    country: str
    recipient: str
    company: str
    street: str
    district: str
    city: str
    region: str
    postcode: str
    phone: str
    is_default: bool
    latin: dict[str, str] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """The label as its country writes it, without the country's name."""
        return lines(form_of(self.country).layout, {name: str(getattr(self, name)) for name in LONGEST})

    def latin_lines(self) -> list[str]:
        """The label in Latin letters; empty where it would be the same."""
        written = lines(form_of(self.country).latin_layout, self.latin)
        return [] if written == self.lines() else written

    def draft(self) -> Draft:
        """For the form that changes it."""
        return Draft(country=self.country, phone=self.phone, **{name: str(getattr(self, name)) for name in LONGEST})

    def frozen(self) -> dict[str, object]:
        """What an order keeps of it at placement: plain values, the Latin twin included."""
        parts: dict[str, object] = {name: getattr(self, name) for name in LONGEST}
        return {"country": self.country, **parts, "phone": self.phone, "latin": dict(self.latin)}


def addresses(viewer: Buyer, *, country: str = "") -> list[AddressView]:
    """The viewer's addresses, or those of one country; defaults first, then the latest."""
    return [_view(row) for row in _BOOK(viewer.buyer_id) if country in ("", row.country)]


def address(viewer: Buyer, address_id: UUID) -> AddressView:
    """One address of the viewer's.

    Raises:
        AddressNotFound: absent, removed or not the viewer's.
    """
    row = _ADDRESS.first(viewer.buyer_id, address_id)
    if row is None:
        raise AddressNotFound
    return _view(row)


def _view(row: Address) -> AddressView:
    parts = {name: str(getattr(row, name)) for name in LONGEST}
    return AddressView(
        id=row.id, country=row.country, phone=row.phone, is_default=row.is_default, latin=row.latin, **parts
    )
