"""Public reads. The first four stand here for the description: `hot` answers them, its routes come first."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, cast

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.sellers import queries as sellers
from kontor.platform.http.request import Request
from kontor.sites.api import hot, schemas, shown
from kontor.sites.api.asked import reader

router = Router(tags=["Browse"])


class Place(Schema):
    """For whom; left out, the cookie `kontor_place`, the account and `Accept-Language` decide, in this order."""

    language: Annotated[Literal["en", "zh-hans", "es", "fr", "ru", "pt-br", "bg"] | None, Field()] = None
    currency: Annotated[str | None, Field(pattern="^[A-Z]{3}$", description="of the prices, ISO 4217")] = None
    country: Annotated[str | None, Field(pattern="^[A-Z]{2}$", description="of the buyer, ISO 3166-1")] = None


class Narrowed(Place):
    """How a list is narrowed, ordered and paged."""

    facet: Annotated[list[str], Field(description="`colour:red`; several of one attribute mean any of them")] = []
    price_min: Annotated[Decimal | None, Field(ge=0, description="in `currency`, major units")] = None
    price_max: Annotated[Decimal | None, Field(ge=0)] = None
    sort: Literal["best", "price", "-price", "newest", "sold", "rating"] = "best"
    after: Annotated[str, Field(description="`next` or `previous` of another page")] = ""
    size: Annotated[int, Field(ge=1, le=60)] = 24
    counted: Annotated[bool, Field(description="count what the list could be narrowed to")] = False


class Listed(Narrowed):
    category: Annotated[str, Field(description="a category's slug")] = ""
    store: Annotated[str, Field(description="a store's slug")] = ""


class Searched(Listed):
    q: Annotated[str, Field(description="words; typing errors are forgiven")] = ""


Number = Annotated[int, Path(ge=1, le=10**18 - 1)]
_ANSWERS = {200: schemas.ProductList, 404: schemas.Problem, 422: schemas.Problem}


@router.get("/products", response=_ANSWERS, operation_id="listProducts", summary="Products")
def products(request: HttpRequest, asked: Query[Listed]) -> HttpResponse:
    """All products on sale, or those of a category or store."""
    del asked
    return hot.products(request)


@router.get("/search", response=_ANSWERS, operation_id="searchProducts", summary="Search")
def search(request: HttpRequest, asked: Query[Searched]) -> HttpResponse:
    """Products that words find, in the words' language; the ranking weighs them for the reader's country."""
    del asked
    return hot.products(request)


@router.get(
    "/categories/{slug}/products", response=_ANSWERS, operation_id="listCategory", summary="Products of a category"
)
def category_products(request: HttpRequest, slug: str, asked: Query[Narrowed]) -> HttpResponse:
    """The products of a category and of all below it."""
    del asked
    return hot.category_products(request, slug)


@router.get(
    "/products/{number}",
    response={200: schemas.Product, 404: schemas.Problem, 422: schemas.Problem, 451: schemas.Problem},
    operation_id="getProduct",
    summary="One product",
)
def product(request: HttpRequest, number: Number, place: Query[Place]) -> HttpResponse:
    """A product with its variants."""
    del place
    return hot.product(request, number)


@router.get(
    "/categories",
    response={200: list[schemas.Category], 422: schemas.Problem},
    operation_id="listCategories",
    summary="Categories",
)
def categories(request: HttpRequest, place: Query[Place]) -> list[schemas.Category]:
    """The tree of goods."""
    del place
    return [shown.category(node) for node in catalogue.category_tree(reader(cast("Request", request)).language)]


@router.get(
    "/stores/{slug}",
    response={200: schemas.Store, 404: schemas.Problem, 422: schemas.Problem},
    operation_id="getStore",
    summary="One store",
)
def store(request: HttpRequest, slug: str, place: Query[Place]) -> schemas.Store:
    """An open store and its policies."""
    del place
    return shown.store(sellers.store_page(slug.replace("\0", ""), reader(cast("Request", request)).language))
