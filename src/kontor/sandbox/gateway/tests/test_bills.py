"""The bill of a day, asked for with the real SDK and read as merchants' programs read it."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from alipay.aop.api.request.AlipayDataDataserviceBillDownloadurlQueryRequest import (
    AlipayDataDataserviceBillDownloadurlQueryRequest,
)
from alipay.aop.api.request.AlipayTradeRefundRequest import AlipayTradeRefundRequest
from alipay.aop.api.response.AlipayDataDataserviceBillDownloadurlQueryResponse import (
    AlipayDataDataserviceBillDownloadurlQueryResponse,
)
from alipay.aop.api.response.AlipayTradeRefundResponse import AlipayTradeRefundResponse

from kontor.kernel import clock
from kontor.sandbox.gateway.alipay_words import BEIJING
from kontor.sandbox.gateway.tests import real_sdk
from kontor.sandbox.gateway.tests.conftest import Till


@pytest.fixture
def day(till: Till) -> str:
    """A day with one payment and a part of it back; it is the day after."""
    today = clock.now().astimezone(BEIJING).date().isoformat()
    name, page = till.order("88.80")
    till.decide(page, "pay")
    real_sdk.ask(
        till.alipay, AlipayTradeRefundRequest, AlipayTradeRefundResponse, out_trade_no=name, refund_amount="8.80",
        out_request_no="r1",
    )  # fmt: skip
    return today


def address(till: Till, day: str) -> AlipayDataDataserviceBillDownloadurlQueryResponse:
    return real_sdk.ask(
        till.alipay, AlipayDataDataserviceBillDownloadurlQueryRequest,
        AlipayDataDataserviceBillDownloadurlQueryResponse, bill_type="trade", bill_date=day,
    )  # fmt: skip


def lines(till: Till, day: str) -> list[list[str]]:
    """Kind, amount and request of each line."""
    content = till.browser.get(address(till, day).bill_download_url).content
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        name = next(each for each in bundle.namelist() if "汇总" not in each)
        text = bundle.read(name).decode("gbk")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return [[row[name].strip() for name in ("业务类型", "订单金额（元）", "退款批次号/请求号")] for row in rows]


PAID, BACK = ["交易", "88.80", ""], ["退款", "-8.80", "r1"]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("normal", [PAID, BACK]),
        ("gap", [BACK]),
        ("twice", [PAID, PAID, BACK]),
        ("wrong_amount", [["交易", "88.81", ""], BACK]),
    ],
)
def test_a_bill_is_as_it_is_asked_to_be(till: Till, day: str, how: str, expected: list[list[str]]) -> None:
    assert till.control("bills", how=how)["how"] == how
    with clock.moved(timedelta(days=1)):
        assert lines(till, day) == expected


def test_a_day_that_runs_or_had_no_business_has_none(till: Till, day: str) -> None:
    assert address(till, day).sub_code == "isp.bill_not_exist"
    with clock.moved(timedelta(days=1)):
        assert address(till, "2020-01-01").sub_code == "isp.bill_not_exist"
        assert address(till, "yesterday").sub_code == "isv.invalid-parameter"


def test_late_ones_come_after_some_questions_and_missing_ones_never(till: Till, day: str) -> None:
    with clock.moved(timedelta(days=1)):
        till.control("bills", how="late", asks=2)
        assert [bool(address(till, day).bill_download_url) for _ in range(3)] == [False, False, True]
        till.control("bills", how="missing")
        assert address(till, day).sub_code == "isp.bill_not_exist"


def test_the_address_of_a_download_holds_half_a_minute_and_cannot_be_made(till: Till, day: str) -> None:
    with clock.moved(timedelta(days=1)):
        url = address(till, day).bill_download_url
        assert till.browser.get(url).status_code == 200
        assert till.browser.get(url.replace("bizDates=2", "bizDates=1")).status_code == 403
    with clock.moved(timedelta(days=1, seconds=40)):
        assert till.browser.get(url).status_code == 403


def test_a_broken_download_is_no_zip(till: Till, day: str) -> None:
    till.control("bills", how="broken")
    with clock.moved(timedelta(days=1)):
        content = till.browser.get(address(till, day).bill_download_url).content
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(content))
