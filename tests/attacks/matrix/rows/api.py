"""The API's operations."""

from __future__ import annotations

from collections.abc import Mapping

from tests.attacks.matrix.shape import Row, buyer, everybody, program

ROWS: Mapping[str, Row] = {
    "GET api/v1/products": everybody(),
    "GET api/v1/search": everybody(),
    "GET api/v1/categories/<slug>/products": everybody(slug="category"),
    "GET api/v1/products/<number>": everybody(number="product"),
    "GET api/v1/categories": everybody(),
    "GET api/v1/stores/<slug>": everybody(slug="shop"),
    "GET api/v1/cart": buyer(),
    "PUT api/v1/cart/lines/<sku_id>": buyer(others="in", touches=("checkout_cartline",), form={"quantity": 1}),
    "DELETE api/v1/cart/lines/<sku_id>": buyer(others="in"),
    "POST api/v1/quote": buyer(),
    "GET api/v1/addresses": buyer(),
    "POST api/v1/addresses": buyer(),
    "POST api/v1/checkout": buyer(),
    "GET api/v1/orders": buyer(),
    "GET api/v1/orders/<number>": buyer(number="order"),
    "POST api/v1/orders/<number>/receive": buyer(number="order"),
    "GET api/v1/me": program(""),
    "GET api/v1/seller/carriers": program("store:read"),
    "GET api/v1/seller/store": program("store:read"),
    "GET api/v1/seller/warehouses": program("store:read"),
}
