"""The carriers on a free port, and a customer who speaks each dialect."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from kontor.kernel import ids
from kontor.sandbox.carriers.app import Carriers
from kontor.sandbox.carriers.cainiao import CREATE, TRACE, digest
from kontor.sandbox.carriers.settings import Settings
from kontor.sandbox.conftest import Merchant

NAMES = ["yunexpress", "cainiao", "yanwen"]


@dataclass
class Customer:
    """A seller's system at the three carriers."""

    carriers: Carriers
    client: httpx.Client
    merchant: Merchant

    def yunexpress(self, method: str, path: str, secret: str = "yunexpress-secret", **more: Any) -> Any:
        token = base64.b64encode(f"KONTOR&{secret}".encode()).decode()
        address = f"{self.carriers.address}/yunexpress/api/{path}"
        return self.client.request(method, address, headers={"Authorization": f"Basic {token}"}, **more).json()

    def cainiao(self, kind: str, content: dict[str, Any], secret: str = "cainiao-secret") -> Any:
        text = json.dumps(content)
        fields = {"logistics_interface": text, "msg_type": kind, "data_digest": digest(text, secret)}
        fields["logistic_provider_id"] = "KONTOR"
        return self.client.post(f"{self.carriers.address}/cainiao/gateway/link.do", data=fields).json()

    def yanwen(self, method: str, path: str, token: str = "yanwen-token", **more: Any) -> httpx.Response:
        address = f"{self.carriers.address}/yanwen/api/{path}"
        return self.client.request(method, address, headers={"Authorization": token}, **more)

    def create(self, carrier: str, order: str = "", destination: str = "BR") -> Any:
        """Order a shipment; return the carrier's answer."""
        order = order or ids.token(8)
        if carrier == "yunexpress":
            fields = {"CustomerOrderNumber": order, "ShippingMethodCode": "BKPHR", "Weight": "0.350",
                      "Receiver": {"CountryCode": destination}}  # fmt: skip
            return self.yunexpress("POST", "WayBill/CreateOrder", json=[fields])["Item"][0]
        if carrier == "cainiao":
            content = {"orderCode": order, "solutionCode": "AE_STANDARD", "receiver": {"countryCode": destination},
                       "parcel": {"weight": 350}}  # fmt: skip
            return self.cainiao(CREATE, content)
        fields = {"orderNumber": order, "channelId": "484", "receiverInfo": {"country": destination},
                  "parcelInfo": {"totalWeight": 350}}  # fmt: skip
        return self.yanwen("POST", "order/create", json=fields).json()

    def number(self, carrier: str, **more: str) -> str:
        """Order a shipment; return its tracking number."""
        answer = self.create(carrier, **more)
        return str(answer.get("TrackingNumber") or answer.get("mailNo") or answer["data"]["waybillNumber"])

    def pull(self, carrier: str, number: str) -> list[Any]:
        """The carrier's events of a parcel, in its own words."""
        if carrier == "yunexpress":
            answer = self.yunexpress("GET", "Tracking/GetTrackInfo", params={"OrderNumber": number})
            return list(answer["Item"]["OrderTrackingDetails"])
        if carrier == "cainiao":
            return list(self.cainiao(TRACE, {"mailNo": number})["detailList"])
        return list(self.yanwen("GET", "tracking", params={"nums": number}).json()["result"][0]["checkpoints"])

    def control(self, path: str, **values: object) -> Any:
        answer = self.client.post(f"{self.carriers.address}/_sandbox/{path}", json=values)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def shipment(self, number: str) -> Any:
        address = f"{self.carriers.address}/_sandbox/shipments"
        return self.client.get(address, params={"number": number}).json()["shipments"][0]


@pytest.fixture
def carrier_settings(tmp_path: Path, merchant: Merchant) -> Settings:
    return Settings(data=tmp_path / "data", port=0, push=f"{merchant.address}/hooks/{{carrier}}", retry_scale=0.0001)


@pytest.fixture
def customer(carrier_settings: Settings, browser: httpx.Client, merchant: Merchant) -> Iterator[Customer]:
    with Carriers(carrier_settings) as carriers:
        yield Customer(carriers, browser, merchant)
