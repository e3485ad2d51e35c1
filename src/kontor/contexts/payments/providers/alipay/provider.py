"""Alipay's page payment: page pay, query, close, refund, notification; RSA2 both ways (TRD-06)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from alipay.aop.api.domain.AlipayTradeCloseModel import AlipayTradeCloseModel
from alipay.aop.api.domain.AlipayTradePagePayModel import AlipayTradePagePayModel
from alipay.aop.api.domain.AlipayTradeQueryModel import AlipayTradeQueryModel
from alipay.aop.api.domain.AlipayTradeRefundModel import AlipayTradeRefundModel
from alipay.aop.api.request.AlipayTradeCloseRequest import AlipayTradeCloseRequest
from alipay.aop.api.request.AlipayTradePagePayRequest import AlipayTradePagePayRequest
from alipay.aop.api.request.AlipayTradeQueryRequest import AlipayTradeQueryRequest
from alipay.aop.api.request.AlipayTradeRefundRequest import AlipayTradeRefundRequest
from alipay.aop.api.util.SignatureUtils import get_sign_content, verify_with_rsa

from kontor.contexts.payments.errors import CallbackForged
from kontor.contexts.payments.policy import PROVIDER_PATIENCE
from kontor.contexts.payments.providers.alipay.agreements import AlipayBinding
from kontor.contexts.payments.providers.alipay.bills import AlipayBills
from kontor.contexts.payments.providers.alipay.client import Client, config
from kontor.contexts.payments.providers.protocol import Ask, Begun, ProviderSilent, Status, Told
from kontor.kernel.money import Money

_STATUS = {
    "WAIT_BUYER_PAY": Status.OPEN,
    "TRADE_SUCCESS": Status.PAID,
    "TRADE_FINISHED": Status.PAID,
    "TRADE_CLOSED": Status.FAILED,
}


class Alipay:
    """See `providers.protocol.Provider`."""

    code = "alipay"
    at_once = False

    def __init__(self, *, gateway: str, app_id: str, merchant_key: Path, gateway_key: Path) -> None:
        self._gateway = gateway
        self._app_id = app_id
        self._keys = merchant_key, gateway_key
        self.binding = AlipayBinding(lambda: self._client, app_id, self.verify)
        self.bills = AlipayBills(lambda: self._client)

    @cached_property
    def _client(self) -> Client:
        """Made at first use: the keys need not be there before somebody pays."""
        merchant_key, gateway_key = self._keys
        settings = config(
            gateway=self._gateway, app_id=self._app_id, merchant_key=merchant_key, gateway_key=gateway_key
        )
        return Client(settings, float(PROVIDER_PATIENCE.int()))

    def begin(self, ask: Ask) -> Begun:
        model = AlipayTradePagePayModel()
        model.out_trade_no = ask.reference
        model.product_code = "FAST_INSTANT_TRADE_PAY"
        model.subject = ask.title
        model.total_amount = str(ask.amount.amount)
        model.timeout_express = f"{max(1, ask.seconds_left // 60)}m"
        request = AlipayTradePagePayRequest(biz_model=model)
        request.return_url = ask.return_url
        request.notify_url = ask.notify_url
        if ask.amount.currency != "CNY":
            request.add_other_text_param("trans_currency", ask.amount.currency)
        return Begun(str(self._client.page_execute(request, http_method="GET")))

    def query(self, reference: str, provider_reference: str, currency: str) -> Told:
        model = AlipayTradeQueryModel()
        model.out_trade_no = reference
        return _told(reference, self._client.ask(AlipayTradeQueryRequest(biz_model=model)), currency, "query")

    def close(self, reference: str, provider_reference: str, currency: str) -> Told:
        model = AlipayTradeCloseModel()
        model.out_trade_no = reference
        answer = self._client.ask(AlipayTradeCloseRequest(biz_model=model))
        if answer.get("sub_code") == "ACQ.TRADE_STATUS_ERROR":
            return self.query(reference, provider_reference, currency)
        return Told(reference, Status.FAILED, provider_reference=str(answer.get("trade_no", "")), failure="closed")

    def refund(self, reference: str, provider_reference: str, request: str, amount: Money) -> str:
        model = AlipayTradeRefundModel()
        model.out_trade_no = reference
        model.refund_amount = str(amount.amount)
        model.out_request_no = request
        answer = self._client.ask(AlipayTradeRefundRequest(biz_model=model))
        if answer.get("code") != "10000":
            raise ProviderSilent(str(answer.get("sub_code") or answer))
        return f"{answer.get('trade_no', '')}/{request}"

    def read_callback(self, headers: Mapping[str, str], body: bytes) -> Told | None:
        fields = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        self.verify(fields)
        if fields.get("app_id") != self._app_id:
            raise CallbackForged
        if "refund_fee" in fields or "out_trade_no" not in fields:
            return None  # refunds are known from the answer to the refund itself; agreements are read elsewhere
        return _told(fields.get("out_trade_no", ""), fields, "CNY", fields.get("notify_id", ""))

    def verify(self, fields: Mapping[str, str]) -> None:
        """Check the signature of a notification or a return.

        Raises:
            CallbackForged: when it does not hold.
        """
        signed = {key: value for key, value in fields.items() if key not in ("sign", "sign_type") and value}
        try:
            content = get_sign_content(signed).encode()
            good = verify_with_rsa(self._client.gateway_key, content, fields.get("sign", ""))
        except Exception as problem:  # the SDK and the codec raise many kinds; all mean: not genuine
            raise CallbackForged from problem
        if not good:
            raise CallbackForged

    def receipt(self) -> str:
        return "success"


def _told(reference: str, fields: Mapping[str, Any], currency: str, event: str) -> Told:
    if fields.get("sub_code") == "ACQ.TRADE_NOT_EXIST":
        return Told(reference, Status.UNKNOWN)
    status = _STATUS.get(str(fields.get("trade_status")), Status.UNKNOWN)
    try:
        amount = Money.of(str(fields["total_amount"]), str(fields.get("trans_currency") or currency))
    except (KeyError, ArithmeticError):
        amount = None
    return Told(
        reference,
        status,
        amount,
        str(fields.get("trade_no", "")),
        event,
        "closed" if status is Status.FAILED else "",
        str(fields.get("buyer_id") or fields.get("buyer_user_id") or fields.get("buyer_open_id") or ""),
    )
