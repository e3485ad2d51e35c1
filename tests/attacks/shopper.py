"""A small client of the market over real HTTP: a browser without pictures, and many of them at the same instant."""

from __future__ import annotations

import html
import random
import re
import select
import socket
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.support.captcha import solved
from tests.support.market import Market

_TOKEN = "k" * 32  # a browser's own secret: forms carry the cookie's value back
_number = count(1)


def dice() -> random.Random:
    """Chance whose seed is in the test's output."""
    seed = random.randrange(10**6)  # noqa: S311
    print(f"seed {seed}")  # noqa: T201
    return random.Random(seed)  # noqa: S311


class Shopper:
    """One browser. `session` is a session that is open already; without it, `sign_in` opens one."""

    def __init__(self, market: Market, person: Mapping[str, str] | None = None, cookie: str = "kontor_buyer") -> None:
        self.market = market
        self.person = dict(person or {})
        n = next(_number)
        self.http = httpx.Client(
            base_url=market.url, trust_env=False, timeout=30, follow_redirects=False,
            headers={"X-Forwarded-For": f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}", "Accept-Language": "en",
                     "Origin": market.url},
        )  # fmt: skip
        self.http.cookies.set("kontor_csrf", _TOKEN, "127.0.0.1")
        if self.person.get("session"):
            self.http.cookies.set(cookie, self.person["session"], "127.0.0.1")

    @property
    def id(self) -> str:
        return self.person["id"]

    def get(self, path: str) -> httpx.Response:
        return self.http.get(path)

    def post(self, path: str, data: Mapping[str, str] | None = None, files: Any = None) -> httpx.Response:
        """Send a form of ours, with `files` as httpx takes them; a captcha on it is solved first."""
        if path in {"/join/", "/sell/"}:
            data = solved(self.get(f"/captcha{path}").text) | dict(data or {})
        return self.http.post(path, data=self._form(data or {}), files=files)

    def _form(self, data: Mapping[str, str]) -> dict[str, str]:
        return {"csrfmiddlewaretoken": self.http.cookies.get("kontor_csrf") or _TOKEN, **data}

    def raw_post(self, path: str, data: Mapping[str, str]) -> bytes:
        """The bytes of a POST, for `all_at_once`."""
        request = self.http.build_request("POST", path, data=self._form(data), headers={"Connection": "close"})
        lines = [f"POST {request.url.raw_path.decode()} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in request.headers.items()]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + request.content

    def sign_in(self, password: str) -> httpx.Response:
        self.get("/sign-in/")
        return self.post("/sign-in/", {"address": self.person["email"], "password": password})

    def put(self, sku: str, quantity: int = 1) -> None:
        answer = self.post("/cart/add/", {"sku": sku, "quantity": str(quantity)})
        assert answer.status_code == 302, answer.text

    def checkout_form(self, method: str = "alipay") -> dict[str, str]:
        """The checkout page as a browser would send it back."""
        page = self.get("/checkout/")
        assert page.status_code == 200, (page.status_code, page.headers.get("location"))
        return {
            "key": field_of(page.text, "key"),
            "fingerprint": field_of(page.text, "fingerprint"),
            "address": self.person["address"],
            "method": method,
            "action": "place",
            **coupons_of(page.text),
        }

    def order(self, *skus: str, method: str = "alipay") -> Order:
        """Fill the cart, check out, and stop in front of the payer page."""
        for sku in skus:
            self.put(sku)
        answer = self.post("/checkout/", self.checkout_form(method))
        assert answer.status_code == 302, answer.text
        return self.latest(answer.headers["location"])

    def latest(self, location: str = "") -> Order:
        """The newest order of this buyer."""
        [(number, identity)] = self.market.rows(
            "SELECT number, id FROM orders_buyerorder WHERE buyer_id = %s ORDER BY id DESC LIMIT 1", self.id
        )
        return Order(self, number, str(identity), location)


@dataclass
class Order:
    """A buyer order, and where its payer was sent."""

    buyer: Shopper
    number: int
    id: str
    location: str = ""

    @property
    def state(self) -> str:
        [(state,)] = self.buyer.market.rows(
            "SELECT state FROM orders_buyerorder WHERE buyer_id = %s AND id = %s", self.buyer.id, self.id
        )
        return str(state)

    def return_page(self) -> httpx.Response:
        return self.buyer.get(f"/pay/{self.number}/return/")

    def escrows(self) -> int:
        """How often money was put into escrow for its parts."""
        [(held,)] = self.buyer.market.rows(
            "SELECT count(*) FROM payments_escrow e JOIN payments_intent i ON i.id = e.intent_id "
            "WHERE i.buyer_id = %s AND i.buyer_order_id = %s", self.buyer.id, self.id,
        )  # fmt: skip
        return int(held)

    def booked(self) -> list[int]:
        """What came in at the gateway's account for this order, posting by posting."""
        rows = self.buyer.market.rows(
            "SELECT p.minor FROM ledger_posting p JOIN ledger_ledgeraccount a ON a.id = p.account_id "
            "JOIN payments_intent i ON p.cause IN ('payment:' || i.id, 'late:' || i.id) "
            "WHERE a.kind = 'gateway' AND i.buyer_id = %s AND i.buyer_order_id = %s", self.buyer.id, self.id,
        )  # fmt: skip
        return [int(minor) for (minor,) in rows]


class Gateway:
    """The operator's side of the sandbox gateway, and its payer page."""

    def __init__(self, market: Market) -> None:
        self.http = httpx.Client(base_url=market.gateway_url, trust_env=False, timeout=30)

    def switch(self, **values: Any) -> None:
        self.http.post("/_sandbox/switches", json=values).raise_for_status()

    def normal(self) -> None:
        self.http.post("/_sandbox/reset", json={}).raise_for_status()

    def release(self) -> None:
        self.http.post("/_sandbox/release", json={}).raise_for_status()

    def notify(self, payment: str) -> None:
        self.http.post("/_sandbox/notify", json={"payment": payment}).raise_for_status()

    def payments(self, number: int | None = None) -> list[dict[str, Any]]:
        """All payments, or those of one order."""
        found = self.http.get("/_sandbox/payments").raise_for_status().json()["payments"]
        return [each for each in found if number is None or str(number) in each["title"]]

    def open_page(self, location: str) -> tuple[str, str]:
        """Follow the payer to the page.

        Returns:
            The page's path and its token.
        """
        answer = self.http.get(location, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        return answer.url.path, field_of(answer.text, "token")

    def decide(self, location: str, deed: str = "pay") -> str:
        """The payer says `pay`, `refuse` or `walk`.

        Returns:
            Where the browser is sent back to; "" after walking away.
        """
        path, token = self.open_page(location)
        return str(self.http.post(path, data={"token": token, "deed": deed}).headers.get("location", ""))


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    location: str
    text: str


def all_at_once(address: str, requests: Sequence[bytes], patience: float = 60.0) -> list[Answer]:
    """Last-byte synchronisation: send everything but the last byte of each request, then all last bytes together."""
    host, port = urlsplit(address).hostname or "127.0.0.1", urlsplit(address).port or 80
    lines = [socket.create_connection((host, port), timeout=patience) for _ in requests]
    try:
        for line, request in zip(lines, requests, strict=True):
            line.sendall(request[:-1])
        for line, request in zip(lines, requests, strict=True):
            line.sendall(request[-1:])
        got: dict[socket.socket, bytes] = dict.fromkeys(lines, b"")
        waiting, deadline = set(lines), time.monotonic() + patience
        while waiting:
            assert time.monotonic() < deadline, f"{len(waiting)} of {len(lines)} requests were not answered"
            for line in select.select(list(waiting), [], [], 1)[0]:
                chunk = line.recv(65536)
                got[line] += chunk
                if not chunk:
                    waiting.discard(line)
    finally:
        for line in lines:
            line.close()
    return [_answer(got[line]) for line in lines]


def _answer(raw: bytes) -> Answer:
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *rest = head.decode().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    return Answer(int(first.split()[1]), headers.get("location", ""), body.decode("utf-8", "replace"))


def coupons_of(page: str) -> dict[str, str]:
    """The coupons that the page has chosen, as a browser would send them."""
    found = {"picked": "1"} if 'name="picked"' in page else {}
    for name, options in re.findall(r'<select[^>]* name="(coupon-[^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen.group(1) if chosen else ""
    return found


def field_of(page: str, name: str) -> str:
    """The value that an input of the page holds."""
    found = re.search(rf'<input[^>]*\bname="{re.escape(name)}"[^>]*>', page)
    assert found is not None, f"no field {name}"
    value = re.search(r'\bvalue="([^"]*)"', found.group())
    return html.unescape(value.group(1)) if value else ""
