"""Shapes that all parts of the API share."""

from __future__ import annotations

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field

from kontor.kernel import money as kernel


class Money(Schema):
    """An exact amount. `amount` has the currency's own number of places (JPY 0, EUR 2, KWD 3)."""

    amount: Annotated[str, Field(examples=["12.90"], pattern=r"^-?\d+(\.\d+)?$")]
    minor: Annotated[int, Field(examples=[1290], description="the same in cents, yen, fils")]
    currency: Annotated[str, Field(examples=["EUR"], pattern=r"^[A-Z]{3}$")]

    @classmethod
    def of(cls, value: kernel.Money) -> Money:
        """From the house's own type."""
        return cls.model_construct(amount=str(value.amount), minor=value.minor, currency=value.currency)

    @staticmethod
    def plain(value: kernel.Money) -> dict[str, str | int]:
        """The same as plain values, for answers that are written without being checked again."""
        return {"amount": str(value.amount), "minor": value.minor, "currency": value.currency}


class Wrong(Schema):
    """One thing that does not hold."""

    code: str
    field: str
    title: str


class Problem(Schema):
    """Why not (RFC 9457). `code` is stable; `title` is a sentence in the reader's language."""

    code: Annotated[str, Field(examples=["ERR_NOT_FOUND"])]
    title: str
    status: int
    fields: dict[str, list[str]]
    errors: list[Wrong]
    request_id: str
    retry_after: int | None = None


class StoreName(Schema):
    slug: str
    name: str
    country: str


class RatedStore(StoreName):
    rating: float | None
    rating_count: int


class Labelled(Schema):
    label: str
    value: str


class Strict(Schema):
    """What comes in: unknown fields are refused, so that a typing error is not taken for silence."""

    model_config = ConfigDict(extra="forbid")


class Done(Schema):
    """The thing after the change."""

    number: str
    state: str
