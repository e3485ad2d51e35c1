"""Alipay's bill of a day: a signed question for its address, then a ZIP with a CSV in GBK (TRD-12)."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

import httpx
from alipay.aop.api.domain.AlipayDataDataserviceBillDownloadurlQueryModel import (
    AlipayDataDataserviceBillDownloadurlQueryModel,
)
from alipay.aop.api.request.AlipayDataDataserviceBillDownloadurlQueryRequest import (
    AlipayDataDataserviceBillDownloadurlQueryRequest,
)

from kontor.contexts.payments.policy import PROVIDER_PATIENCE
from kontor.contexts.payments.providers.alipay.client import Client
from kontor.contexts.payments.providers.protocol import ProviderSilent
from kontor.contexts.payments.providers.settling import FileBroken, SettledLine, SettlementFile
from kontor.kernel.money import Money

_LARGEST = 200_000_000  # bytes, as it comes and unpacked: a million lines fit
_NONE_THERE = "bill_not_exist"
_PAID, _BACK = "交易", "退款"
_SUMMARY = "汇总"
_TOTALS = re.compile(r"^#交易合计：(\d+)笔，退款合计：(\d+)笔")
_CURRENCY = re.compile(r"trans_currency=([A-Z]{3})")


class AlipayBills:
    """See `providers.settling.Settling`."""

    zone = ZoneInfo("Asia/Shanghai")

    def __init__(self, client: Callable[[], Client]) -> None:
        self._client = client

    def file(self, day: date) -> SettlementFile | None:
        model = AlipayDataDataserviceBillDownloadurlQueryModel()
        model.bill_type, model.bill_date = "trade", day.isoformat()
        try:
            client = self._client()
        except OSError as problem:
            raise ProviderSilent("its keys are not there") from problem
        answer = client.ask(AlipayDataDataserviceBillDownloadurlQueryRequest(biz_model=model))
        if _NONE_THERE in str(answer.get("sub_code", "")).lower():
            return None
        address = str(answer.get("bill_download_url") or "")
        if not address.startswith(("https://", "http://")):
            raise ProviderSilent(str(answer.get("sub_code") or answer))
        content = _download(address)  # it stood in an answer whose signature holds
        return SettlementFile(list(_lines(_unpacked(content))), hashlib.sha256(content).hexdigest())


def _download(address: str) -> bytes:
    content = bytearray()
    try:
        with httpx.stream("GET", address, timeout=float(PROVIDER_PATIENCE.int())) as answer:
            answer.raise_for_status()
            for part in answer.iter_bytes():
                content += part
                if len(content) > _LARGEST:
                    raise FileBroken("too large")
    except httpx.HTTPError as problem:
        raise ProviderSilent(str(problem)) from problem
    return bytes(content)


def _unpacked(content: bytes) -> str:
    """The text of the list of business; the summary beside it says nothing more."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as bundle:
            wanted = [each for each in bundle.infolist() if each.filename.endswith(".csv")]
            (sheet,) = [each for each in wanted if _SUMMARY not in _named(each)]
            with bundle.open(sheet) as file:
                text = file.read(_LARGEST + 1)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError) as problem:
        raise FileBroken("no such file in it") from problem
    if len(text) > _LARGEST:
        raise FileBroken("too large")
    return text.decode("gb18030", "replace")


def _named(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; without the flag of UTF-8 it is written in GBK, which the library reads as CP437."""
    return (
        entry.filename
        if entry.flag_bits & 0x800
        else entry.filename.encode("cp437", "replace").decode("gbk", "replace")
    )


def _lines(text: str) -> Iterator[SettledLine]:
    whole = text.splitlines()
    totals = next((found for line in whole if (found := _TOTALS.match(line))), None)
    if totals is None:
        raise FileBroken("its end is missing")
    counted = {_PAID: 0, _BACK: 0}
    rows = csv.DictReader(line for line in whole if line and not line.startswith("#"))
    for row in rows:
        try:
            cells = {str(name).strip(): str(value or "").strip() for name, value in row.items()}
            kind, said = cells["业务类型"], _CURRENCY.search(cells["备注"])
            amount = Money.of(Decimal(cells["订单金额（元）"].replace(",", "")), said[1] if said else "CNY")
            counted[kind] += 1
            yield SettledLine(cells["支付宝交易号"], cells["商户订单号"], _request(cells, kind), amount)
        except (KeyError, ArithmeticError, InvalidOperation, ValueError) as problem:
            raise FileBroken(f"line {rows.line_num}") from problem
    if (counted[_PAID], counted[_BACK]) != (int(totals[1]), int(totals[2])):
        raise FileBroken("it does not hold as many lines as it says")


def _request(cells: dict[str, str], kind: str) -> str:
    """Ours for what went back; without one (all went back at once) the order's stands for it, as Alipay has it."""
    if kind == _PAID:
        return ""
    return cells["退款批次号/请求号"] or cells["商户订单号"]
