"""What programs of stores take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field


class Me(Schema):
    """The program, the store, and what it may do there now."""

    application: str
    store: str
    store_slug: str
    scopes: Annotated[list[str], Field(description="that hold at this moment")]
    granted: Annotated[list[str], Field(description="what the person allowed; others than `scopes` rest")]
    token_expires_at: datetime
    grant_ends_at: Annotated[datetime, Field(description="a person has to allow the program anew after this")]


class SellerStore(Schema):
    slug: str
    name: str
    country: str
    currency: Annotated[str, Field(description="of all its prices and balances")]
    language: str
    state: str
    handling_days: int


class Warehouse(Schema):
    id: UUID
    name: str
    country: str
    city: str


class CarrierService(Schema):
    """How a shipment names its way: `carrier` and `service`."""

    carrier: str
    service: str
    carrier_name: str
    service_name: str
