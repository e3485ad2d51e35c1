"""YunExpress, in the manner of its OMS API: Basic auth, an envelope with `Code` "0000", encrypted pushes.

A push is `{"encrypt": base64(IV + AES-256-CBC)}` with the key SHA-256(encrypt key); the header
`X-Openapi-Signature` is hex SHA-256(timestamp + encrypt key + raw body). Times are China's, without zone.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from Crypto.Cipher import AES
from Crypto.Random import get_random_bytes
from Crypto.Util.Padding import pad

from kontor.kernel import clock, ids
from kontor.sandbox.carriers import numbers
from kontor.sandbox.carriers.dialect import SCHEDULE, grams, misbehaving, required
from kontor.sandbox.carriers.routes import Stage
from kontor.sandbox.carriers.shipments import Book, Differs, Event, Shipment
from kontor.sandbox.wire.http import Request, Response, Router, as_json
from kontor.sandbox.wire.outbox import Message, Seal
from kontor.sandbox.wire.switches import Forgery, Switches

_CHINA = timezone(timedelta(hours=8))
_MOST_AT_ONCE = 10
CODES = {
    Stage.INFO: ("OR_INFO", 10), Stage.PICKED_UP: ("PU_PICKED", 20), Stage.SORTED: ("SC_SORTED", 20),
    Stage.EXPORT_CUSTOMS: ("EC_CLEARED", 20), Stage.DEPARTED: ("LH_DEPARTED", 20), Stage.TRANSIT: ("LH_TRANSIT", 20),
    Stage.ARRIVED: ("LH_ARRIVED", 20), Stage.IMPORT_CUSTOMS: ("IC_STARTED", 20), Stage.HELD: ("IC_HELD", 60),
    Stage.RELEASED: ("IC_CLEARED", 20), Stage.HANDED_OVER: ("LM_RECEIVED", 20), Stage.LOCAL_SORTED: ("LM_DEPOT", 20),
    Stage.OUT_FOR_DELIVERY: ("LM_DELIVERING", 20), Stage.FAILED: ("LM_FAILED", 40),
    Stage.DELIVERED: ("LM_DELIVERED", 50),
}  # fmt: skip


class YunExpress:
    """See the module."""

    name = "yunexpress"

    def __init__(self, book: Book, switches: Switches, *, code: str, secret: str, encrypt_key: str) -> None:
        self._book = book
        self._switches = switches
        self._authorization = "Basic " + base64.b64encode(f"{code}&{secret}".encode()).decode()
        self._encrypt_key = encrypt_key

    def join(self, router: Router) -> None:
        routes = (("POST", "WayBill/CreateOrder", self._create), ("GET", "Tracking/GetTrackInfo", self._track))
        for method, path, work in routes:
            router.add(method, f"/yunexpress/api/{path}", misbehaving(self._switches, self._subject, work))

    def _subject(self, request: Request) -> str:
        return request.query.get("OrderNumber", "")

    def _refused(self, request: Request) -> Response | None:
        if request.headers.get("authorization") != self._authorization:
            return _envelope("1002", "authentication failed")
        return None

    def _create(self, request: Request) -> Response:
        if refused := self._refused(request):
            return refused
        try:
            orders = request.json()
        except ValueError:
            orders = None
        if not isinstance(orders, list) or not 1 <= len(orders) <= _MOST_AT_ONCE:
            return _envelope("1004", "an array of 1 to 10 orders")
        items = [self._one(order) for order in orders]
        failed = [item for item in items if not item["Success"]]
        if not failed:
            return _envelope("0000", "success", items)
        return _envelope(failed[0]["ErrorCode"] if len(failed) == len(items) else "1011", failed[0]["Remark"], items)

    def _one(self, order: Any) -> dict[str, Any]:
        try:
            shipment = self._book.create(
                carrier=self.name, order=required(order, "CustomerOrderNumber"),
                origin=str((order.get("Sender") or {}).get("CountryCode") or "CN"),
                destination=required(order, "Receiver", "CountryCode"),
                service=required(order, "ShippingMethodCode"), grams=grams(required(order, "Weight")),
                number=numbers.yunexpress,
            )  # fmt: skip
        except Differs:
            return {"Success": 0, "ErrorCode": "2004", "Remark": "duplicate order number with other content"}
        except (ValueError, AttributeError) as problem:
            return {"Success": 0, "ErrorCode": "1004", "Remark": f"missing or wrong: {problem}"}
        return {
            "Success": 1,
            "CustomerOrderNumber": shipment.order,
            "WayBillNumber": shipment.number,
            "TrackingNumber": shipment.number,
            "TrackType": 1,
            "Remark": "",
        }

    def _track(self, request: Request) -> Response:
        if refused := self._refused(request):
            return refused
        try:
            shipment = self._book.find(request.query.get("OrderNumber", ""), self.name)
        except LookupError:
            return _envelope("1006", "no such order")
        return _envelope("0000", "success", self._info(shipment, shipment.events))

    def _info(self, shipment: Shipment, events: list[Event]) -> dict[str, Any]:
        return {
            "CountryCode": shipment.destination,
            "WaybillNumber": shipment.number,
            "TrackingNumber": shipment.number,
            "CustomerOrderNumber": shipment.order,
            "PackageState": CODES[Stage(events[-1].stage)][1] if events else 0,
            "OrderTrackingDetails": [_detail(event) for event in events],
        }

    def told(self, shipment: Shipment, event: Event) -> dict[str, Any]:
        return self._info(shipment, [event])

    def seal(self) -> Seal:
        return Seal(self._sign, lambda answer: answer.fine, SCHEDULE)

    def _sign(self, message: Message) -> tuple[Mapping[str, str], bytes]:
        key = ids.token() if message.forge == Forgery.SIGNATURE else self._encrypt_key
        at = str(int(clock.now().timestamp() * 1000))
        body = self._encrypted(message.content)
        digest = hashlib.sha256(at.encode() + key.encode() + body).hexdigest()
        if message.forge == Forgery.CONTENT:
            body = self._encrypted({**message.content, "PackageState": CODES[Stage.DELIVERED][1]})
        headers = {"Content-Type": "application/json", "X-Openapi-Timestamp": at, "X-Openapi-Signature": digest}
        return headers, body

    def _encrypted(self, content: object) -> bytes:
        start = get_random_bytes(AES.block_size)
        cipher = AES.new(hashlib.sha256(self._encrypt_key.encode()).digest(), AES.MODE_CBC, start)
        hidden = cipher.encrypt(pad(json.dumps(content).encode(), AES.block_size))
        return json.dumps({"encrypt": base64.b64encode(start + hidden).decode()}).encode()


def _detail(event: Event) -> dict[str, Any]:
    node, status = CODES[Stage(event.stage)]
    return {
        "ProcessDate": datetime.fromisoformat(event.at).astimezone(_CHINA).strftime("%Y-%m-%dT%H:%M:%S"),
        "ProcessContent": event.text,
        "ProcessLocation": event.place,
        "ProcessCountry": event.country,
        "TrackNodeCode": node,
        "TrackingStatus": status,
    }


def _envelope(code: str, message: str, item: object = None) -> Response:
    stamp = clock.now().isoformat(timespec="seconds")
    return as_json({"Item": item, "Code": code, "Message": message, "RequestId": ids.new_id().hex, "TimeStamp": stamp})
