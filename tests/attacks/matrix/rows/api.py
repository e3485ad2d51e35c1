"""The API's operations."""

from __future__ import annotations

from collections.abc import Mapping

from tests.attacks.matrix.shape import Row, buyer, everybody, program

_PRODUCT = {"category": "things", "texts": {"en": {"title": "Tea"}}, "skus": []}

_MESSAGE = {"text": "It leaves today.", "client_id": "desk:4711"}

_PARCEL = {"carrier": "yunexpress", "service": "THPHR", "tracking_number": "YT2229521272164446"}

ROWS: Mapping[str, Row] = {
    "GET api/v1/products": everybody(),
    "GET api/v1/search": everybody(),
    "GET api/v1/categories/<slug>/products": everybody(slug="category"),
    "GET api/v1/products/<number>": everybody(number="product"),
    "GET api/v1/products/<number>/reviews": everybody(number="product"),
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
    "GET api/v1/seller/reviews": program("reviews:read"),
    "PUT api/v1/seller/reviews/<review_id>/reply": program("reviews:write", form={"text": "Thank you."}),
    "GET api/v1/seller/store": program("store:read"),
    "GET api/v1/seller/products": program("products:read"),
    "POST api/v1/seller/products": program("products:write"),
    "GET api/v1/seller/skus": program("products:read"),
    "GET api/v1/seller/products/<number>": program("products:read", number="product"),
    "PUT api/v1/seller/products/<number>": program("products:write", number="product", form=_PRODUCT),
    "POST api/v1/seller/products/<number>/<move>": program("products:write", number="product", move="delisting"),
    "POST api/v1/seller/pictures": program("products:write"),
    "POST api/v1/seller/stock": program("stock:write"),
    "POST api/v1/seller/prices": program("products:write"),
    "GET api/v1/seller/orders": program("orders:read"),
    "GET api/v1/seller/orders/<number>": program("orders:read", number="order"),
    "POST api/v1/seller/orders/<number>/shipments": program(
        "orders:ship",
        number="order",
        form=_PARCEL,
    ),
    "POST api/v1/seller/orders/<number>/cancel": program(
        "orders:cancel", number="order", form={"reason": "buyer_asked"}
    ),
    "GET api/v1/seller/disputes": program("aftersales:read"),
    "GET api/v1/seller/disputes/<number>": program("aftersales:read", number="dispute_number"),
    "POST api/v1/seller/disputes/<number>/proposals": program(
        "aftersales:answer", number="dispute_number", form={"amount": "1.00", "text": "A part."}
    ),
    "POST api/v1/seller/disputes/<number>/accept": program(
        "aftersales:answer", number="dispute_number", form={"proposal": "{proposal_id}"}
    ),
    "GET api/v1/seller/conversations": program("messages:read"),
    "GET api/v1/seller/conversations/<conversation_id>": program("messages:read"),
    "GET api/v1/seller/conversations/<conversation_id>/messages": program("messages:read"),
    "POST api/v1/seller/conversations/<conversation_id>/messages": program(
        "messages:write", post=(201, 403), form=_MESSAGE
    ),
    "PUT api/v1/seller/conversations/<conversation_id>/assignee": program("messages:write", form={"account": None}),
    "PUT api/v1/seller/conversations/<conversation_id>/read": program("messages:write", form={"position": 1}),
    "PUT api/v1/seller/conversations/<conversation_id>/resolved": program("messages:write"),
    "DELETE api/v1/seller/conversations/<conversation_id>/resolved": program("messages:write"),
    "POST api/v1/seller/orders/<number>/messages": program(
        "messages:write", number="order", post=(201, 403), form=_MESSAGE
    ),
    "GET api/v1/seller/colleagues": program("messages:read"),
    "GET api/v1/seller/webhooks": program("webhooks:manage"),
    "POST api/v1/seller/webhooks": program("webhooks:manage"),
    "DELETE api/v1/seller/webhooks/<webhook_id>": program("webhooks:manage"),
    "GET api/v1/seller/webhooks/<webhook_id>/secret": program("webhooks:manage"),
    "POST api/v1/seller/webhooks/<webhook_id>/replay": program("webhooks:manage"),
    "POST api/v1/seller/webhooks/<webhook_id>/test": program("webhooks:manage"),
    "GET api/v1/seller/balance": program("finance:read"),
    "GET api/v1/seller/payouts": program("finance:read"),
    "GET api/v1/seller/statements": program("finance:read"),
    "GET api/v1/seller/invoices": program("finance:read"),
    "GET api/v1/seller/settlements": program("finance:read"),
    "GET api/v1/seller/ledger/<kind>/<currency>": program("finance:read", kind="ledger", currency="unit"),
    "GET api/v1/seller/warehouses": program("store:read"),
}
