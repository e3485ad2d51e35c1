"""What visitors do, step by step: registration by its form, checkout by pages, checkout by the API."""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from bench.browser import Browser, choices, proof, target, value_of
from bench.wire import Journey, Request, Unexpected

PASSWORD = "Lantern42harbour"  # noqa: S105  (of nobody)
PAID = b"Thank you, it is paid"
FAMILY_NAMES = ("Petrova", "Silva", "Moreau", "Keller", "Rossi", "Nowak", "Lindqvist", "Okafor")


@dataclass(frozen=True, slots=True)
class Buyer:
    """A signed-in buyer with an address; each belongs to one connection alone."""

    session: str
    csrf: str
    address_id: str
    place: str  # the cookie's value: country, currency, language

    @property
    def cookies(self) -> dict[str, str]:
        return {"kontor_buyer": self.session, "kontor_csrf": self.csrf, "kontor_place": self.place}


Goods = Sequence[tuple[str, str]]
"""Pairs of SKUs of two different stores that ship to the buyers."""


def registration(origin: str) -> Journey:
    """Open the page, fill the form in, let the device prove that it is no robot's, send it."""
    browser = Browser(origin, {}, _somewhere())
    page = (yield from browser.get("/join/")).body
    mark = secrets.token_hex(8)
    answer = yield from browser.post(
        "/join/",
        {
            "address": f"joins.{mark}@example.com", "given_name": "Vesela",
            "family_name": random.choice(FAMILY_NAMES), "country": "BG", "password": PASSWORD,
            "password_again": PASSWORD, "name_as_typed": "", "next": "", **proof(page),
        },
    )  # fmt: skip
    if target(answer) != "/join/check-mail/":
        raise Unexpected(f"joining led to {target(answer)}")
    return mark


def checkout_by_pages(origin: str, buyer: Buyer, skus: tuple[str, str]) -> Journey:
    """Two goods of two stores into the cart, an address, a way of shipping for each store, order, pay, paid."""
    browser = Browser(origin, buyer.cookies, _somewhere())
    for sku in skus:
        yield from browser.part("added", "/cart/add/", {"sku": sku, "quantity": "1"})
    yield from browser.get("/cart/")
    page = (yield from browser.get("/checkout/")).body
    form = _form(page, buyer)
    page = (yield from browser.part("checkout", "/checkout/", {**form, "action": "update"})).body
    form = _form(page, buyer)
    paid = yield from browser.post("/checkout/", {**form, "method": "instant", "action": "place"})
    way = target(paid)
    if not way.startswith("/pay/"):
        raise Unexpected(f"placing the order led to {way}")
    page = (yield from browser.get(way)).body
    if PAID not in page:
        raise Unexpected("the order came back unpaid")
    return way.split("/")[2]


def _form(page: bytes, buyer: Buyer) -> dict[str, str]:
    """The form as it stands on the page, with our address and the dearest way of each store chosen."""
    ways = choices(page, "ship-")
    if len(ways) != 2:
        raise Unexpected(f"{len(ways)} stores of two offer shipping")
    return {
        "key": value_of(page, "key"),
        "fingerprint": value_of(page, "fingerprint"),
        "address": buyer.address_id,
        "picked": "1",  # no coupons: an ordinary purchase
        **{name: values[-1] for name, values in ways.items()},
    }


def checkout_by_call(origin: str, buyer: Buyer, skus: tuple[str, str]) -> Journey:
    """The same purchase in one call of the API."""
    asked = {
        "lines": [{"sku_id": sku, "quantity": 1} for sku in skus],
        "address_id": buyer.address_id,
        "payment_method": "instant",
    }
    response = yield Request(
        "POST",
        "/api/v1/checkout",
        (
            ("Host", origin.removeprefix("http://")), ("Origin", origin), ("Content-Type", "application/json"),
            ("Accept", "application/json"), ("X-Forwarded-For", _somewhere()), ("X-CSRFToken", buyer.csrf),
            ("Idempotency-Key", secrets.token_hex(16)),
            ("Cookie", "; ".join(f"{name}={value}" for name, value in buyer.cookies.items())),
        ),
        json.dumps(asked).encode(),
    )  # fmt: skip
    if response.status not in (200, 201):
        raise Unexpected(f"POST /api/v1/checkout answered {response.status}: {response.body[:200]!r}")
    order = json.loads(response.body)
    if order.get("state") != "paid":
        raise Unexpected(f"the order came back {order.get('state')}")
    return str(order["number"])


def _somewhere() -> str:
    """An address of 10.0.0.0/8: visitors do not all come from one."""
    return f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(1, 255)}"
