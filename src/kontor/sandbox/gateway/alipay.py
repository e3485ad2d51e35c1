"""The Alipay face: `/gateway.do` for the merchant's programs and for the payer's browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from kontor.kernel import clock, ids
from kontor.sandbox.gateway import alipay_words as words
from kontor.sandbox.gateway import keys
from kontor.sandbox.gateway.alipay_agreements import AlipayAgreements
from kontor.sandbox.gateway.alipay_notices import Notices
from kontor.sandbox.gateway.alipay_words import Fault
from kontor.sandbox.gateway.bills import Bills
from kontor.sandbox.gateway.payments import ALIPAY, PAID, WAITING, Book, Impossible, Payment, Refund
from kontor.sandbox.gateway.settings import Settings
from kontor.sandbox.wire.http import Request, Response, redirect
from kontor.sandbox.wire.switches import Switches

Fields = dict[str, Any]
_REFUSED = {
    "unpaid": "ACQ.TRADE_STATUS_ERROR",
    "differs": "ACQ.DISCORDANT_REPEAT_REQUEST",
    "too much": "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
    PAID: "ACQ.TRADE_STATUS_ERROR",
}


class Alipay:
    """Answers `gateway.do`; as a `Face` it carries out what the payer decides."""

    def __init__(
        self,
        settings: Settings,
        book: Book,
        pems: keys.Keys,
        switches: Switches,
        notices: Notices,
        agreements: AlipayAgreements,
        bills: Bills,
    ) -> None:
        self._settings = settings
        self._book = book
        self._pems = pems
        self._switches = switches
        self._notices = notices
        self._agreements = agreements
        self._methods: dict[str, Callable[[Mapping[str, Any]], Fields]] = {
            "alipay.trade.query": self._query,
            "alipay.trade.refund": self._refund,
            "alipay.trade.fastpay.refund.query": self._refund_query,
            "alipay.trade.close": self._close,
            "alipay.data.dataservice.bill.downloadurl.query": bills.query,
        }

    def gateway(self, request: Request) -> Response:
        """One call: parameters may stand in the query, in the body, or in both."""
        params = {**request.query, **request.form()}
        method = params.get("method", "")
        if method == "alipay.trade.page.pay":
            return self._page(params)
        if method == "alipay.user.agreement.page.sign":
            return self._sign_page(params)
        subject = self._subject(params)
        return self._switches.answering(subject, lambda: self._answer(method, params))

    def _subject(self, params: Mapping[str, str]) -> str:
        try:
            biz = json.loads(params.get("biz_content") or "{}")
            return self._agreements.subject(biz) or self._trade(biz).id
        except (Fault, ValueError, AttributeError):
            return ""

    def _answer(self, method: str, params: Mapping[str, str]) -> Response:
        try:
            biz = self._checked(params)
            by_agreement = self._agreements.methods.get(method)
            said = by_agreement(biz, params) if by_agreement else self._methods.get(method, _unknown)(biz)
            fields = {"code": "10000", "msg": "Success", **said}
        except Fault as fault:
            fields = fault.fields
        except Impossible as reason:
            fields = Fault("40004", _REFUSED[str(reason)]).fields
        return words.answer(method, fields, self._pems.gateway_private)

    def _checked(self, params: Mapping[str, str]) -> dict[str, Any]:
        """The business content of a request that the merchant has signed."""
        if params.get("app_id") != self._settings.app_id:
            raise Fault("40002", "isv.invalid-app-id")
        if params.get("sign_type") != "RSA2":
            raise Fault("40002", "isv.invalid-signature-type")
        if not keys.verify(self._pems.merchant_public, words.content(params), params.get("sign", "")):
            raise Fault("40002", "isv.invalid-signature")
        try:
            return dict(json.loads(params.get("biz_content") or "{}"))
        except (ValueError, TypeError):
            raise Fault("40002", "isv.invalid-parameter", "biz_content") from None

    def _page(self, params: Mapping[str, str]) -> Response:
        try:
            payment = self._open(params, self._checked(params))
        except Fault as fault:
            return Response(400, f"{fault.fields['sub_code']}: {fault.fields['sub_msg']}".encode())
        return redirect(f"/pay/{payment.id}")

    def _sign_page(self, params: Mapping[str, str]) -> Response:
        try:
            return self._agreements.page(params, self._checked(params))
        except Fault as fault:
            return Response(400, f"{fault.fields['sub_code']}: {fault.fields['sub_msg']}".encode())

    def _open(self, params: Mapping[str, str], biz: Mapping[str, Any]) -> Payment:
        """The trade of this order: a new one, or the one that the payer comes back to."""
        reference, title = str(biz.get("out_trade_no") or ""), str(biz.get("subject") or "")
        if not reference or not title or biz.get("product_code") != "FAST_INSTANT_TRADE_PAY":
            raise Fault("40002", "isv.missing-parameter", "out_trade_no, subject, product_code")
        extra = {name: str(biz.get(name) or "") for name in ("body", "passback_params")}
        currency = str(biz.get("trans_currency") or params.get("trans_currency") or "CNY")
        money = words.amount(biz.get("total_amount"), currency)
        with self._book.locked():
            try:
                payment = self._trade(biz)
            except Fault:
                return self._book.open(
                    face=ALIPAY, number=_trade_number(), reference=reference, money=money, title=title,
                    lasts=words.lasts(biz), return_url=params.get("return_url", ""),
                    notify_url=params.get("notify_url", ""), extra=extra,
                )  # fmt: skip
        if payment.money != money:
            raise Fault("40002", "ACQ.CONTEXT_INCONSISTENT", "the order was opened with another amount")
        return payment

    def _trade(self, biz: Mapping[str, Any]) -> Payment:
        """The trade that a request names; a name of ours wins over the merchant's."""
        try:
            payment = self._book.find(str(biz.get("trade_no") or biz.get("out_trade_no") or ""), ALIPAY)
        except LookupError:
            raise Fault("40004", "ACQ.TRADE_NOT_EXIST") from None
        if payment.face != ALIPAY:
            raise Fault("40004", "ACQ.TRADE_NOT_EXIST")
        if payment.expired():
            self.lapse(payment)
        return payment

    def _query(self, biz: Mapping[str, Any]) -> Fields:
        payment = self._trade(biz)
        fields = {**self._notices.parties(payment), "trade_status": words.status(payment), "subject": payment.title}
        if payment.state == PAID:
            total = str(payment.money.amount)
            fields |= {"send_pay_date": words.moment(payment.paid), "buyer_pay_amount": total, "receipt_amount": total}
        return fields

    def _refund(self, biz: Mapping[str, Any]) -> Fields:
        payment = self._trade(biz)
        money = words.amount(biz.get("refund_amount"), payment.currency)
        request = str(biz.get("out_request_no") or "")
        if not request:
            if money != payment.money:
                raise Fault("40002", "isv.missing-parameter", "out_request_no")
            request = payment.reference
        wanted = Refund(
            request, _trade_number(), money.minor, clock.now().isoformat(), str(biz.get("refund_reason") or "")
        )
        refund, new = self._book.refund(payment, wanted)
        if new:
            self._notices.refunded(payment, refund)
        return {
            **self._notices.parties(payment),
            "fund_change": "Y" if new else "N",
            "refund_fee": str(payment.refunded.amount),
            "send_back_fee": str(type(money)(refund.minor, payment.currency).amount),
            "gmt_refund_pay": words.moment(refund.at),
        }

    def _refund_query(self, biz: Mapping[str, Any]) -> Fields:
        payment = self._trade(biz)
        for refund in payment.refunds:
            if refund.request == biz.get("out_request_no"):
                return {
                    "out_trade_no": payment.reference,
                    "trade_no": payment.number,
                    "out_request_no": refund.request,
                    "total_amount": str(payment.money.amount),
                    "refund_amount": str(type(payment.money)(refund.minor, payment.currency).amount),
                    "refund_status": "REFUND_SUCCESS",
                    "gmt_refund_pay": words.moment(refund.at),
                }
        return {}

    def _close(self, biz: Mapping[str, Any]) -> Fields:
        payment = self._trade(biz)
        if self._book.close(payment):
            self._notices.closed(payment)
        return {"trade_no": payment.number, "out_trade_no": payment.reference}

    def pay(self, payment: Payment) -> str:
        if self._book.pay(payment):
            self._notices.paid(payment)
        return self.back(payment)

    def refuse(self, payment: Payment) -> str:
        if payment.state == WAITING:
            self._book.refuse(payment)
            self.lapse(payment)
        return self.back(payment)

    def back(self, payment: Payment) -> str:
        return self._notices.return_address(payment)

    def lapse(self, payment: Payment) -> None:
        if self._book.close(payment):
            self._notices.closed(payment)


def _unknown(_: Mapping[str, Any]) -> Fields:
    raise Fault("40002", "isv.invalid-method")


def _trade_number() -> str:
    """28 digits, the day first, as Alipay numbers its trades."""
    day = clock.now().astimezone(words.BEIJING).strftime("%Y%m%d")
    return f"{day}22001{ids.public_number() % 10**15:015d}"
