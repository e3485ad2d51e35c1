"""Cainiao, in the manner of its link gateway: a form with `logistics_interface` (JSON), `msg_type` and `data_digest`.

The digest is base64(MD5(content + secret)); requests and pushes carry it alike.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from kontor.kernel import ids
from kontor.sandbox.carriers import numbers
from kontor.sandbox.carriers.dialect import SCHEDULE, local, misbehaving, required
from kontor.sandbox.carriers.routes import Stage
from kontor.sandbox.carriers.shipments import Book, Differs, Event, Shipment
from kontor.sandbox.wire.http import Request, Response, Router, as_json
from kontor.sandbox.wire.outbox import Message, Seal
from kontor.sandbox.wire.switches import Forgery, Switches

CREATE, TRACE, PUSH = "CAINIAO_GLOBAL_PARCEL_CREATE", "CAINIAO_GLOBAL_TRACE_QUERY", "CAINIAO_GLOBAL_TRACE_PUSH"
CODES = {
    Stage.INFO: "GWMS_ACCEPT", Stage.PICKED_UP: "PU_PICKUP_SUCCESS", Stage.SORTED: "SC_INBOUND_SUCCESS",
    Stage.EXPORT_CUSTOMS: "CC_EX_SUCCESS", Stage.DEPARTED: "LH_DEPART", Stage.TRANSIT: "LH_TRANSIT_ARRIVE",
    Stage.ARRIVED: "LH_ARRIVE", Stage.IMPORT_CUSTOMS: "CC_IM_START", Stage.HELD: "CC_IM_HOLD",
    Stage.RELEASED: "CC_IM_SUCCESS", Stage.HANDED_OVER: "GTMS_ACCEPT", Stage.LOCAL_SORTED: "GTMS_SC_ARRIVE",
    Stage.OUT_FOR_DELIVERY: "GTMS_DO_DEPART", Stage.FAILED: "GTMS_DELIVERY_FAILURE", Stage.DELIVERED: "GTMS_SIGNED",
}  # fmt: skip


def digest(content: str, secret: str) -> str:
    """base64(MD5(content + secret))."""
    return base64.b64encode(hashlib.md5((content + secret).encode()).digest()).decode()  # noqa: S324  (theirs)


class Cainiao:
    """See the module."""

    name = "cainiao"

    def __init__(self, book: Book, switches: Switches, *, partner: str, secret: str) -> None:
        self._book = book
        self._switches = switches
        self._partner = partner
        self._secret = secret

    def join(self, router: Router) -> None:
        router.add("POST", "/cainiao/gateway/link.do", misbehaving(self._switches, self._subject, self._link))

    def _subject(self, request: Request) -> str:
        try:
            return str(json.loads(request.form().get("logistics_interface", "{}")).get("mailNo") or "")
        except (ValueError, AttributeError):
            return ""

    def _link(self, request: Request) -> Response:
        form = request.form()
        content = form.get("logistics_interface", "")
        work = {CREATE: self._create, TRACE: self._trace}.get(form.get("msg_type", ""))
        if work is None or form.get("logistic_provider_id") != self._partner:
            return _no("S03", "unknown partner or msg_type")
        if not hmac.compare_digest(form.get("data_digest", "").encode(), digest(content, self._secret).encode()):
            return _no("S02", "illegal digest")
        try:
            return work(json.loads(content))
        except Differs:
            return _no("B0004", "orderCode came before with other content")
        except (ValueError, AttributeError) as problem:
            return _no("S01", f"missing or wrong: {problem}")
        except LookupError:
            return _no("B0001", "no such parcel")

    def _create(self, fields: Mapping[str, Any]) -> Response:
        shipment = self._book.create(
            carrier=self.name, order=required(fields, "orderCode"),
            origin=str((fields.get("sender") or {}).get("countryCode") or "CN"),
            destination=required(fields, "receiver", "countryCode"), service=required(fields, "solutionCode"),
            grams=int(required(fields, "parcel", "weight")), number=numbers.cainiao,
        )  # fmt: skip
        codes = {"logisticsOrderCode": shipment.number, "mailNo": shipment.number, "orderCode": shipment.order}
        return as_json({"success": True, "errorCode": "", "errorMsg": "", **codes})

    def _trace(self, fields: Mapping[str, Any]) -> Response:
        shipment = self._book.find(required(fields, "mailNo"), self.name)
        details = [_detail(event) for event in shipment.events]
        codes = {"mailNo": shipment.number, "orderCode": shipment.order, "destCountry": shipment.destination}
        return as_json({"success": True, "errorCode": "", "errorMsg": "", **codes, "detailList": details})

    def told(self, shipment: Shipment, event: Event) -> dict[str, Any]:
        return {"mailNo": shipment.number, "orderCode": shipment.order, "detailList": [_detail(event)]}

    def seal(self) -> Seal:
        return Seal(self._sign, lambda answer: answer.fine, SCHEDULE)

    def _sign(self, message: Message) -> tuple[Mapping[str, str], bytes]:
        content = json.dumps(message.content, ensure_ascii=False)
        signature = digest(content, ids.token() if message.forge == Forgery.SIGNATURE else self._secret)
        if message.forge == Forgery.CONTENT:
            detail = {**message.content["detailList"][0], "actionCode": CODES[Stage.DELIVERED]}
            content = json.dumps({**message.content, "detailList": [detail]}, ensure_ascii=False)
        fields = {
            "logistics_interface": content,
            "msg_type": PUSH,
            "msg_id": message.id,
            "logistic_provider_id": self._partner,
            "data_digest": signature,
        }
        return {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}, urlencode(fields).encode()


def _detail(event: Event) -> dict[str, str]:
    moment, hours = local(event)
    return {
        "actionCode": CODES[Stage(event.stage)],
        "timeStr": moment.replace("T", " "),
        "timeZone": f"GMT{hours:+d}",
        "place": event.place,
        "country": event.country,
        "desc": event.text,
    }


def _no(code: str, message: str) -> Response:
    return as_json({"success": False, "errorCode": code, "errorMsg": message})
