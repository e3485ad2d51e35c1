"""The bill of a day as Alipay's merchants download it: a ZIP with a CSV of the day's business, in GBK."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kontor.kernel.money import Money
from kontor.sandbox.gateway.alipay_words import moment
from kontor.sandbox.gateway.payments import Payment, Refund

PAID, REFUNDED = "交易", "退款"
HEAD = (
    "支付宝交易号", "商户订单号", "业务类型", "商品名称", "创建时间", "完成时间", "门店编号", "门店名称",
    "操作员", "终端号", "对方账户", "订单金额（元）", "商家实收（元）", "支付宝红包（元）", "集分宝（元）",
    "支付宝优惠（元）", "商家优惠（元）", "券核销金额（元）", "券名称", "商家红包消费金额（元）",
    "卡消费金额（元）", "退款批次号/请求号", "服务费（元）", "分润（元）", "备注",
)  # fmt: skip
_PAYER = "pay***@sandbox.invalid"


@dataclass(frozen=True)
class Row:
    """One line of the bill: money that came, or (below nothing) that went back by `request`."""

    payment: Payment
    minor: int
    at: str
    request: str = ""

    def cells(self) -> list[str]:
        """As the file has them; a tab behind each keeps spreadsheets from making numbers of them."""
        payment, money = self.payment, Money(self.minor, self.payment.currency)
        kind = REFUNDED if self.request else PAID
        currency = "" if payment.currency == "CNY" else f"trans_currency={payment.currency}"
        total = str(money.amount)
        cells = [
            payment.number, payment.reference, kind, payment.title, moment(payment.created), moment(self.at),
            "", "", "", "", _PAYER, total, total, *["0.00"] * 5, "", "0.00", "0.00", self.request, "0.00", "0.00",
            currency,
        ]  # fmt: skip
        return [f"{cell}\t" for cell in cells]


def rows_of(payments: Sequence[Payment], day: date) -> list[Row]:
    """What was paid and what went back on a day in Beijing, in its order."""
    found = [Row(one, one.minor, one.paid) for one in payments if one.paid and _is_on(one.paid, day)]
    for one in payments:
        found += [_back(one, refund) for refund in one.refunds if _is_on(refund.at, day)]
    return sorted(found, key=lambda row: row.at)


def packed(rows: Sequence[Row], day: date, seller_id: str) -> bytes:
    """The ZIP."""
    text = io.StringIO()
    text.write("#支付宝业务明细查询\r\n")
    text.write(f"#账号：[{seller_id}0156]\r\n")
    end = day + timedelta(days=1)
    text.write(f"#起始日期：[{day:%Y年%m月%d日} 00:00:00]   终止日期：[{end:%Y年%m月%d日} 00:00:00]\r\n")
    text.write(f"#{'-' * 41}业务明细列表{'-' * 40}\r\n")
    sheet = csv.writer(text)
    sheet.writerow(HEAD)
    sheet.writerows(row.cells() for row in rows)
    back = sum(1 for row in rows if row.request)
    text.write(f"#{'-' * 41}业务明细列表结束{'-' * 36}\r\n")
    text.write(f"#交易合计：{len(rows) - back}笔，退款合计：{back}笔\r\n")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as bundle:
        name = f"{seller_id}0156_{day:%Y%m%d}_业务明细.csv"
        bundle.writestr(name, text.getvalue().encode("gbk", "replace"))
        bundle.writestr(name.replace("明细", "明细(汇总)"), "#支付宝业务汇总查询\r\n".encode("gbk"))
    return content.getvalue()


def _back(payment: Payment, refund: Refund) -> Row:
    return Row(payment, -refund.minor, refund.at, refund.request)


def _is_on(iso: str, day: date) -> bool:
    return moment(iso).startswith(day.isoformat())
