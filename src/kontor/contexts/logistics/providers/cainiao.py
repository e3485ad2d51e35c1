"""Cainiao's link gateway: a form with JSON in `logistics_interface` and a digest of it, both ways."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from kontor.contexts.logistics.carriers import Carrier
from kontor.contexts.logistics.errors import CarrierDeclined, PushNotGenuine, PushUnreadable
from kontor.contexts.logistics.providers import words
from kontor.contexts.logistics.providers.credentials import credentials
from kontor.contexts.logistics.providers.line import ask, read
from kontor.contexts.logistics.providers.protocol import Push, ShipmentRequest
from kontor.contexts.logistics.queries.options import carrier_name
from kontor.contexts.logistics.rules import CarrierEvent

_CREATE, _TRACE = "CAINIAO_GLOBAL_PARCEL_CREATE", "CAINIAO_GLOBAL_TRACE_QUERY"
_NO_SUCH_PARCEL = "B0001"


def digest(content: str, secret: str) -> str:
    """base64(MD5(content + secret)): the carrier's choice."""
    return base64.b64encode(hashlib.md5((content + secret).encode()).digest()).decode()  # noqa: S324


class Provider:
    """Speaks for carriers of this dialect."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self._known_by = credentials()

    def create_shipment(self, request: ShipmentRequest) -> str:
        answer = self._ask(_CREATE, _order(request))
        if not answer.get("success") or not answer.get("mailNo"):
            reason = str(answer.get("errorMsg") or answer.get("errorCode"))
            raise CarrierDeclined(carrier=carrier_name(self._carrier.code), reason=reason)
        return str(answer["mailNo"])

    def track(self, number: str) -> list[CarrierEvent]:
        answer = self._ask(_TRACE, {"mailNo": number})
        if answer.get("errorCode") == _NO_SUCH_PARCEL:
            return []
        if not answer.get("success"):
            raise CarrierDeclined(carrier=carrier_name(self._carrier.code), reason=str(answer.get("errorMsg")))
        return self._events(answer)

    def parse_push(self, headers: Mapping[str, str], body: bytes) -> list[Push]:
        form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        content = form.get("logistics_interface", "")
        genuine = digest(content, self._known_by.cainiao_secret)
        if not hmac.compare_digest(genuine.encode(), form.get("data_digest", "").encode()):
            raise PushNotGenuine
        try:
            told = json.loads(content)
            return [Push(str(told["mailNo"]), self._events(told))]
        except (ValueError, KeyError, TypeError) as error:
            raise PushUnreadable from error

    def accepted(self) -> tuple[bytes, str]:
        return b'{"success":true}', "application/json"

    def _ask(self, kind: str, fields: Mapping[str, object]) -> Mapping[str, Any]:
        content = json.dumps(fields, ensure_ascii=False)
        form = {
            "logistics_interface": content,
            "msg_type": kind,
            "logistic_provider_id": self._known_by.cainiao_partner,
            "data_digest": digest(content, self._known_by.cainiao_secret),
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
        body = urlencode(form).encode()
        answer = ask(self._carrier, "POST", "/cainiao/gateway/link.do", headers=headers, body=body)
        found: Mapping[str, Any] = read(self._carrier, answer)
        return found

    def _events(self, told: Mapping[str, Any]) -> list[CarrierEvent]:
        return [
            CarrierEvent(
                key=f"{detail['actionCode']}@{detail['timeStr']}{detail.get('timeZone', '')}",
                code=str(detail["actionCode"]),
                state=words.state(self._carrier, detail["actionCode"]),
                at=words.moment(str(detail["timeStr"]), words.zone(str(detail.get("timeZone") or "GMT+8"))),
                place=str(detail.get("place") or ""),
                country=str(detail.get("country") or ""),
                text=str(detail.get("desc") or ""),
            )
            for detail in told.get("detailList") or []
        ]


def _order(request: ShipmentRequest) -> dict[str, Any]:
    to = request.recipient
    return {
        "orderCode": request.reference,
        "solutionCode": request.service,
        "sender": {"countryCode": request.origin_country},
        "receiver": {
            "countryCode": request.destination_country,
            "name": words.latin(to, "recipient"),
            "detailAddress": words.latin(to, "street"),
            "city": words.latin(to, "city"),
            "state": words.latin(to, "region"),
            "zipCode": words.latin(to, "postcode"),
            "mobile": words.latin(to, "phone"),
        },
        "parcel": {
            "weight": request.weight_g,
            "itemList": [
                {
                    "name": item.name,
                    "sku": item.sku,
                    "hscode": item.hs_code,
                    "quantity": item.quantity,
                    "weight": item.unit_g,
                    "unitPrice": str(item.price.amount),
                    "currency": item.price.currency,
                }
                for item in request.items
            ],
        },
    }
