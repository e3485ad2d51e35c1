"""YunExpress's interface: Basic auth, an envelope with `Code` "0000", encrypted and signed pushes."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from Crypto.Cipher import AES
from Crypto.Util.Padding import unpad

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

_CHINA = timezone(timedelta(hours=8))  # its times carry no zone
_FINE, _UNKNOWN = "0000", "1006"


class Provider:
    """Speaks for carriers of this dialect."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self._known_by = credentials()

    def create_shipment(self, request: ShipmentRequest) -> str:
        body = json.dumps([_order(request)]).encode()
        answer = self._ask("POST", "WayBill/CreateOrder", body=body)
        items = answer.get("Item") or []
        if answer.get("Code") != _FINE or not items or not items[0].get("TrackingNumber"):
            reason = str((items[0].get("Remark") if items else "") or answer.get("Message") or answer.get("Code"))
            raise CarrierDeclined(carrier=carrier_name(self._carrier.code), reason=reason)
        return str(items[0]["TrackingNumber"])

    def track(self, number: str) -> list[CarrierEvent]:
        answer = self._ask("GET", "Tracking/GetTrackInfo", params={"OrderNumber": number})
        if answer.get("Code") == _UNKNOWN:
            return []
        if answer.get("Code") != _FINE:
            raise CarrierDeclined(carrier=carrier_name(self._carrier.code), reason=str(answer.get("Message")))
        return self._events(answer["Item"])

    def parse_push(self, headers: Mapping[str, str], body: bytes) -> list[Push]:
        at, signature = headers.get("x-openapi-timestamp", ""), headers.get("x-openapi-signature", "")
        key = self._known_by.yunexpress_encrypt_key
        genuine = hashlib.sha256(at.encode() + key.encode() + body).hexdigest()
        if not hmac.compare_digest(genuine.encode(), signature.lower().encode()) or not _recent(at):
            raise PushNotGenuine
        try:
            content = json.loads(_decrypted(json.loads(body)["encrypt"], key))
            return [Push(str(content["TrackingNumber"]), self._events(content))]
        except (ValueError, KeyError, TypeError, binascii.Error) as error:
            raise PushUnreadable from error

    def accepted(self) -> tuple[bytes, str]:
        return b'{"Code":"0000","Message":"success"}', "application/json"

    def _ask(
        self, method: str, path: str, *, params: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Mapping[str, Any]:
        known = f"{self._known_by.yunexpress_code}&{self._known_by.yunexpress_secret}".encode()
        headers = {
            "Authorization": "Basic " + base64.b64encode(known).decode(),
            "Content-Type": "application/json",
        }
        answer = ask(self._carrier, method, f"/yunexpress/api/{path}", headers=headers, params=params, body=body)
        found: Mapping[str, Any] = read(self._carrier, answer)
        return found

    def _events(self, info: Mapping[str, Any]) -> list[CarrierEvent]:
        return [
            CarrierEvent(
                key=f"{detail['TrackNodeCode']}@{detail['ProcessDate']}",
                code=str(detail["TrackNodeCode"]),
                state=words.state(self._carrier, detail["TrackNodeCode"], detail.get("TrackingStatus")),
                at=words.moment(str(detail["ProcessDate"]), _CHINA),
                place=str(detail.get("ProcessLocation") or ""),
                country=str(detail.get("ProcessCountry") or ""),
                text=str(detail.get("ProcessContent") or ""),
            )
            for detail in info.get("OrderTrackingDetails") or []
        ]


def _order(request: ShipmentRequest) -> dict[str, Any]:
    to = request.recipient
    return {
        "CustomerOrderNumber": request.reference,
        "ShippingMethodCode": request.service,
        "PackageCount": 1,
        "Weight": f"{request.weight_g / 1000:.3f}",
        "Receiver": {
            "CountryCode": request.destination_country,
            "FirstName": words.latin(to, "recipient"),
            "Street": words.latin(to, "street"),
            "City": words.latin(to, "city"),
            "State": words.latin(to, "region"),
            "Zip": words.latin(to, "postcode"),
            "Phone": words.latin(to, "phone"),
        },
        "Sender": {"CountryCode": request.origin_country},
        "Parcels": [
            {
                "EName": item.name,
                "SKU": item.sku,
                "HSCode": item.hs_code,
                "Quantity": item.quantity,
                "UnitWeight": f"{item.unit_g / 1000:.3f}",
                "UnitPrice": str(item.price.amount),
                "CurrencyCode": item.price.currency,
            }
            for item in request.items
        ],
    }


def _recent(milliseconds: str) -> bool:
    """Whether a message signed at that moment is still taken."""
    try:
        signed = datetime.fromtimestamp(int(milliseconds) / 1000, _CHINA)
    except (ValueError, OverflowError, OSError):
        return False
    return abs(now() - signed) <= timedelta(minutes=PUSH_WINDOW.int())


def _decrypted(text: str, key: str) -> bytes:
    """base64(IV + AES-256-CBC) with the key SHA-256(encrypt key)."""
    hidden = base64.b64decode(text, validate=True)
    cipher = AES.new(hashlib.sha256(key.encode()).digest(), AES.MODE_CBC, hidden[: AES.block_size])
    return unpad(cipher.decrypt(hidden[AES.block_size :]), AES.block_size)
