"""Facts of the catalogue. All about products are keyed by store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductChanged(Event):
    """Words, pictures, SKUs or prices of a product changed."""

    name: ClassVar[str] = "catalogue.product_changed"
    store_id: UUID
    product_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductSubmitted(Event):
    name: ClassVar[str] = "catalogue.product_submitted"
    store_id: UUID
    product_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductApproved(Event):
    """It may be sold from now on."""

    name: ClassVar[str] = "catalogue.product_approved"
    store_id: UUID
    product_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRejected(Event):
    name: ClassVar[str] = "catalogue.product_rejected"
    store_id: UUID
    product_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductDelisted(Event):
    """It is no longer sold; `by` is seller, operator or system."""

    name: ClassVar[str] = "catalogue.product_delisted"
    store_id: UUID
    product_id: UUID
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRated(Event):
    """The average of its reviews has changed."""

    name: ClassVar[str] = "catalogue.product_rated"
    store_id: UUID
    product_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryChanged(Event):
    """Products of a category are found or shown otherwise: its words, place, attributes or export control changed."""

    name: ClassVar[str] = "catalogue.category_changed"
    category_id: int
