"""Yanwen: a token in the `Authorization` header, checkpoints with codes like `LM40`, pushes signed with HMAC.

A push carries `X-Yanwen-Timestamp` and `X-Yanwen-Signature`, hex HMAC-SHA256(push secret, timestamp + "." + body).
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any

from kontor.kernel import clock, ids
from kontor.sandbox.carriers import numbers
from kontor.sandbox.carriers.dialect import SCHEDULE, local, misbehaving, required
from kontor.sandbox.carriers.routes import Stage
from kontor.sandbox.carriers.shipments import Book, Differs, Event, Shipment
from kontor.sandbox.wire.http import Request, Response, Router, as_json
from kontor.sandbox.wire.outbox import Message, Seal
from kontor.sandbox.wire.switches import Forgery, Switches

CODES = {
    Stage.INFO: "OR10", Stage.PICKED_UP: "PU10", Stage.SORTED: "SC10", Stage.EXPORT_CUSTOMS: "EC30",
    Stage.DEPARTED: "LH10", Stage.TRANSIT: "LH20", Stage.ARRIVED: "LH30", Stage.IMPORT_CUSTOMS: "IC10",
    Stage.HELD: "IC40", Stage.RELEASED: "IC30", Stage.HANDED_OVER: "LM10", Stage.LOCAL_SORTED: "LM20",
    Stage.OUT_FOR_DELIVERY: "LM30", Stage.FAILED: "LM50", Stage.DELIVERED: "LM40",
}  # fmt: skip
_MOST_AT_ONCE = 30


class Yanwen:
    """See the module."""

    name = "yanwen"

    def __init__(self, book: Book, switches: Switches, *, token: str, push_secret: str) -> None:
        self._book = book
        self._switches = switches
        self._token = token
        self._push_secret = push_secret

    def join(self, router: Router) -> None:
        router.add("POST", "/yanwen/api/order/create", misbehaving(self._switches, self._subject, self._create))
        router.add("GET", "/yanwen/api/tracking", misbehaving(self._switches, self._subject, self._track))

    def _subject(self, request: Request) -> str:
        return request.query.get("nums", "").partition(",")[0]

    def _known(self, request: Request) -> bool:
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), self._token.encode())

    def _create(self, request: Request) -> Response:
        if not self._known(request):
            return _answer("40001", "wrong token", status=401)
        try:
            fields = request.json()
            shipment = self._book.create(
                carrier=self.name, order=required(fields, "orderNumber"),
                origin=str((fields.get("senderInfo") or {}).get("country") or "CN"),
                destination=required(fields, "receiverInfo", "country"), service=required(fields, "channelId"),
                grams=int(required(fields, "parcelInfo", "totalWeight")), number=numbers.yanwen,
            )  # fmt: skip
        except Differs:
            return _answer("40009", "orderNumber came before with other content")
        except (ValueError, AttributeError) as problem:
            return _answer("40004", f"missing or wrong: {problem}")
        return _answer("0", "success", {"waybillNumber": shipment.number, "orderNumber": shipment.order})

    def _track(self, request: Request) -> Response:
        if not self._known(request):
            return as_json({"code": 40001, "message": "wrong token", "result": []}, 401)
        asked = request.query.get("nums", "").split(",")[:_MOST_AT_ONCE]
        return as_json({"code": 0, "message": "success", "result": [self._one(number) for number in asked]})

    def _one(self, number: str) -> dict[str, Any]:
        try:
            shipment = self._book.find(number, self.name)
        except LookupError:
            return {"tracking_number": number, "tracking_status": "NOTFOUND", "checkpoints": []}
        return self._info(shipment, shipment.events)

    def _info(self, shipment: Shipment, events: list[Event]) -> dict[str, Any]:
        return {
            "tracking_number": shipment.number,
            "waybill_number": shipment.number,
            "order_number": shipment.order,
            "origin_country": shipment.origin,
            "destination_country": shipment.destination,
            "tracking_status": CODES[Stage(events[-1].stage)] if events else "NOTFOUND",
            "checkpoints": [_checkpoint(event) for event in events],
        }

    def told(self, shipment: Shipment, event: Event) -> dict[str, Any]:
        return {"event_id": ids.new_id().hex, **self._info(shipment, [event])}

    def seal(self) -> Seal:
        return Seal(self._sign, lambda answer: answer.fine, SCHEDULE)

    def _sign(self, message: Message) -> tuple[Mapping[str, str], bytes]:
        body = json.dumps(message.content).encode()
        at = str(int(clock.now().timestamp()))
        secret = ids.token() if message.forge == Forgery.SIGNATURE else self._push_secret
        signature = hmac.new(secret.encode(), f"{at}.".encode() + body, "sha256").hexdigest()
        if message.forge == Forgery.CONTENT:
            body = json.dumps({**message.content, "tracking_status": CODES[Stage.DELIVERED]}).encode()
        headers = {"Content-Type": "application/json", "X-Yanwen-Timestamp": at, "X-Yanwen-Signature": signature}
        return headers, body


def _checkpoint(event: Event) -> dict[str, str]:
    moment, hours = local(event)
    return {
        "time_stamp": moment,
        "time_zone": f"{hours:+03d}:00",
        "tracking_status": CODES[Stage(event.stage)],
        "message": event.text,
        "location": event.place,
        "country": event.country,
    }


def _answer(code: str, message: str, data: object = None, status: int = 200) -> Response:
    return as_json({"success": code == "0", "code": code, "message": message, "data": data}, status)
