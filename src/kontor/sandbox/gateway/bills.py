"""Alipay's bills: where one is downloaded (a signed question), the download, and how they misbehave on request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from kontor.kernel import clock
from kontor.sandbox.gateway import alipay_words as words
from kontor.sandbox.gateway import keys
from kontor.sandbox.gateway.alipay_words import BEIJING, Fault
from kontor.sandbox.gateway.bill_file import Row, packed, rows_of
from kontor.sandbox.gateway.payments import ALIPAY, Book
from kontor.sandbox.gateway.settings import Settings
from kontor.sandbox.wire.control import guarded
from kontor.sandbox.wire.http import Request, Response, Router, as_json
from kontor.sandbox.wire.store import Store

_SECONDS = 30  # so long an address of a download holds
_PATH = "/downloadBillFile.resource"


class How(StrEnum):
    """How bills are."""

    NORMAL = "normal"
    MISSING = "missing"  # there is none, ever
    LATE = "late"  # there is none for the first `asks` questions
    GAP = "gap"  # the first line is left out
    WRONG_AMOUNT = "wrong_amount"  # the first line's amount is one unit higher
    TWICE = "twice"  # the first line stands there twice
    BROKEN = "broken"  # the download breaks off


@dataclass(frozen=True)
class Manner:
    """The switch of bills; `asks`: of a late one, how many questions are still answered with no."""

    how: How = How.NORMAL
    asks: int = 2


class Bills:
    """`alipay.data.dataservice.bill.downloadurl.query`, the download behind it, and `/_sandbox/bills`."""

    def __init__(self, settings: Settings, book: Book, store: Store, private_pem: str, address: str) -> None:
        self._settings = settings
        self._book = book
        self._store = store
        self._pem = private_pem
        self._address = address
        kept = store.all("bills").get("manner")
        self._manner = Manner(How(kept["how"]), int(kept["asks"])) if kept else Manner()

    def join(self, router: Router) -> None:
        router.add("GET", _PATH, self.download)
        router.add("POST", "/_sandbox/bills", guarded(self._change))

    def query(self, biz: Mapping[str, Any]) -> dict[str, str]:
        """Where the bill of a day is downloaded, for half a minute; a day has one when it is over and had business.

        Raises:
            Fault: `isp.bill_not_exist` and wrong parameters.
        """
        day = _day(str(biz.get("bill_date") or ""))
        if biz.get("bill_type") not in ("trade", "signcustomer"):
            raise Fault("40002", "isv.invalid-parameter", "bill_type")
        if self._is_absent() or day >= clock.now().astimezone(BEIJING).date() or not self._rows(day):
            raise Fault("40004", "isp.bill_not_exist")
        named = {
            "bizType": "trade", "userId": self._settings.seller_id, "bizDates": f"{day:%Y%m%d}", "fileType": "csv.zip",
            "expires": str(int(clock.now().timestamp()) + _SECONDS),
        }  # fmt: skip
        return {"bill_download_url": f"{self._address}{_PATH}?{urlencode({**named, 'sign': self._sign(named)})}"}

    def download(self, request: Request) -> Response:
        """The file behind an address that was handed out."""
        named = {name: value for name, value in request.query.items() if name != "sign"}
        fresh = int(named.get("expires") or 0) >= clock.now().timestamp()
        if not fresh or request.query.get("sign") != self._sign(named):
            return Response(403, b"this address holds no more")
        day = datetime.strptime(named["bizDates"], "%Y%m%d").replace(tzinfo=BEIJING).date()
        content = packed(self._rows(day), day, self._settings.seller_id)
        if self._manner.how is How.BROKEN:
            content = content[: len(content) // 2]
        return Response(200, content, "application/zip")

    def _rows(self, day: date) -> list[Row]:
        rows = rows_of([one for one in self._book.all() if one.face == ALIPAY], day)
        if self._manner.how is How.GAP:
            return rows[1:]
        if self._manner.how is How.TWICE:
            return rows[:1] + rows
        if self._manner.how is How.WRONG_AMOUNT and rows:
            return [replace(rows[0], minor=rows[0].minor + 1), *rows[1:]]
        return rows

    def _is_absent(self) -> bool:
        if self._manner.how is How.LATE and self._manner.asks > 0:
            self._keep(replace(self._manner, asks=self._manner.asks - 1))
            return True
        return self._manner.how is How.MISSING

    def _change(self, request: Request) -> Response:
        """How bills are from now on: `how`, and of late ones `asks`."""
        said = request.json()
        self._keep(Manner(How(said.get("how", How.NORMAL)), int(said.get("asks", Manner.asks))))
        return as_json(asdict(self._manner))

    def _keep(self, manner: Manner) -> None:
        self._manner = manner
        self._store.put("bills", "manner", asdict(manner))

    def _sign(self, named: Mapping[str, str]) -> str:
        return keys.sign(self._pem, words.content(named))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Fault("40002", "isv.invalid-parameter", "bill_date") from None
