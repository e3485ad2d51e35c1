"""Yanwen's interface: a token in `Authorization`, checkpoints with codes like `LM40`, pushes signed with HMAC."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from kontor.contexts.logistics.carriers import Carrier
from kontor.contexts.logistics.errors import CarrierDeclined, PushNotGenuine, PushUnreadable
from kontor.contexts.logistics.policy import PUSH_WINDOW
from kontor.contexts.logistics.providers import words
from kontor.contexts.logistics.providers.credentials import credentials
from kontor.contexts.logistics.providers.line import ask, read
from kontor.contexts.logistics.providers.protocol import Push, ShipmentRequest
from kontor.contexts.logistics.queries.options import carrier_name
from kontor.contexts.logistics.rules import CarrierEvent
from kontor.kernel.clock import now


class Provider:
    """Speaks for carriers of this dialect."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self._known_by = credentials()

    def create_shipment(self, request: ShipmentRequest) -> str:
        answer = self._ask("POST", "order/create", body=json.dumps(_order(request)).encode())
        number = (answer.get("data") or {}).get("waybillNumber")
        if not answer.get("success") or not number:
            raise CarrierDeclined(carrier=carrier_name(self._carrier.code), reason=str(answer.get("message")))
        return str(number)

    def track(self, number: str) -> list[CarrierEvent]:
        answer = self._ask("GET", "tracking", params={"nums": number})
        if str(answer.get("code")) != "0":
            raise CarrierDeclined(carrier=carrier_name(self._carrier.code), reason=str(answer.get("message")))
        parcels = [each for each in answer.get("result") or [] if each.get("tracking_number") == number]
        return [event for parcel in parcels for event in self._events(parcel)]

    def parse_push(self, headers: Mapping[str, str], body: bytes) -> list[Push]:
        at, signature = headers.get("x-yanwen-timestamp", ""), headers.get("x-yanwen-signature", "")
        secret = self._known_by.yanwen_push_secret.encode()
        genuine = hmac.new(secret, f"{at}.".encode() + body, "sha256").hexdigest()
        if not hmac.compare_digest(genuine.encode(), signature.lower().encode()) or not _recent(at):
            raise PushNotGenuine
        try:
            told = json.loads(body)
            return [Push(str(told["tracking_number"]), self._events(told))]
        except (ValueError, KeyError, TypeError) as error:
            raise PushUnreadable from error

    def accepted(self) -> tuple[bytes, str]:
        return b'{"success":true}', "application/json"

    def _ask(
        self, method: str, path: str, *, params: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Mapping[str, Any]:
        headers = {"Authorization": self._known_by.yanwen_token, "Content-Type": "application/json"}
        answer = ask(self._carrier, method, f"/yanwen/api/{path}", headers=headers, params=params, body=body)
        found: Mapping[str, Any] = read(self._carrier, answer)
        return found

    def _events(self, parcel: Mapping[str, Any]) -> list[CarrierEvent]:
        return [
            CarrierEvent(
                key=f"{point['tracking_status']}@{point['time_stamp']}{point.get('time_zone', '')}",
                code=str(point["tracking_status"]),
                state=words.state(self._carrier, point["tracking_status"]),
                at=words.moment(str(point["time_stamp"]), words.zone(str(point.get("time_zone") or "+08:00"))),
                place=str(point.get("location") or ""),
                country=str(point.get("country") or ""),
                text=str(point.get("message") or ""),
            )
            for point in parcel.get("checkpoints") or []
        ]


def _order(request: ShipmentRequest) -> dict[str, Any]:
    to = request.recipient
    return {
        "orderNumber": request.reference,
        "channelId": request.service,
        "senderInfo": {"country": request.origin_country},
        "receiverInfo": {
            "country": request.destination_country,
            "name": words.latin(to, "recipient"),
            "address": words.latin(to, "street"),
            "city": words.latin(to, "city"),
            "state": words.latin(to, "region"),
            "zipCode": words.latin(to, "postcode"),
            "phone": words.latin(to, "phone"),
        },
        "parcelInfo": {
            "totalWeight": request.weight_g,
            "productList": [
                {
                    "goodsNameEn": item.name,
                    "sku": item.sku,
                    "hscode": item.hs_code,
                    "quantity": item.quantity,
                    "weight": item.unit_g,
                    "price": str(item.price.amount),
                    "currency": item.price.currency,
                }
                for item in request.items
            ],
        },
    }


def _recent(seconds: str) -> bool:
    """Whether a message signed at that moment is still taken."""
    try:
        signed = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return False
    return abs(now() - signed) <= timedelta(minutes=PUSH_WINDOW.int())
