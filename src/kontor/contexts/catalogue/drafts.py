"""A product as its people edit it: plain frozen values, saved as a whole. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TextDraft:
    title: str
    description: str = ""
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkuDraft:
    """One variant. Prices are minor units of the store's currency; an `id` names a known SKU."""

    code: str
    price_minor: int
    weight_g: int
    axes: Mapping[str, str] = field(default_factory=dict)  # axis code → option code
    id: UUID | None = None
    list_price_minor: int | None = None
    barcode: str = ""
    length_mm: int = 0
    width_mm: int = 0
    height_mm: int = 0
    hs_code: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class PictureDraft:
    """A stored picture; `axis_option` ("colour:red") shows it when that choice is made."""

    path: str
    axis_option: str = ""


@dataclass(frozen=True, slots=True)
class ProductDraft:
    category_id: int
    texts: Mapping[str, TextDraft]  # language → words
    skus: tuple[SkuDraft, ...]
    pictures: tuple[PictureDraft, ...] = ()
    brand: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)  # code → option code or free value
    handling_days: int = 3
    wechat_pay: bool = False


@dataclass(frozen=True, slots=True)
class EditedProduct:
    """A product as the editor opens it; `version` goes back with the change."""

    id: UUID
    number: int
    state: str
    reason: str
    version: int
    currency: str
    home_language: str
    draft: ProductDraft
    revision: str = ""  # waiting | rejected: the draft's words and pictures are not those on sale
    reviewed: bool = False  # it was approved once


@dataclass(frozen=True, slots=True)
class Saved:
    """How a change was saved. `waits`: a part of it is seen by buyers only after a review."""

    version: int
    waits: bool


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A SKU's new price in minor units of the store's currency."""

    price_minor: int
    list_price_minor: int | None = None
