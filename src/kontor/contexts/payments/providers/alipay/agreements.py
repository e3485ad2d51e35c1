"""Alipay's withholding agreements: page sign, query, unsign, and `alipay.trade.pay` by agreement (BUY-10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl

from alipay.aop.api.domain.AccessParams import AccessParams
from alipay.aop.api.domain.AgreementParams import AgreementParams
from alipay.aop.api.domain.AlipayTradePayModel import AlipayTradePayModel
from alipay.aop.api.domain.AlipayUserAgreementPageSignModel import AlipayUserAgreementPageSignModel
from alipay.aop.api.domain.AlipayUserAgreementQueryModel import AlipayUserAgreementQueryModel
from alipay.aop.api.domain.AlipayUserAgreementUnsignModel import AlipayUserAgreementUnsignModel
from alipay.aop.api.request.AlipayTradePayRequest import AlipayTradePayRequest
from alipay.aop.api.request.AlipayUserAgreementPageSignRequest import AlipayUserAgreementPageSignRequest
from alipay.aop.api.request.AlipayUserAgreementQueryRequest import AlipayUserAgreementQueryRequest
from alipay.aop.api.request.AlipayUserAgreementUnsignRequest import AlipayUserAgreementUnsignRequest

from kontor.contexts.payments.providers.alipay.client import Client
from kontor.contexts.payments.providers.binding import BindAsk, BindBegun, BoundStatus, BoundTold, Charged
from kontor.contexts.payments.providers.protocol import Ask, ProviderSilent, Status, Told

_PRODUCT, _PERSONAL, _SCENE = "GENERAL_WITHHOLDING", "GENERAL_WITHHOLDING_P", "INDUSTRY|MALL"
_NONE = "USER_AGREEMENT_NOT_EXIST"
_GONE = frozenset({"ACQ.AGREEMENT_NOT_EXIST", "ACQ.AGREEMENT_INVALID"})
_UNDECIDED = frozenset({"ACQ.SYSTEM_ERROR", "aop.ACQ.SYSTEM_ERROR", "isp.unknow-error"})
_NO_END_FROM = 2100  # year: Alipay writes a far day for agreements without an end


class AlipayBinding:
    """See `providers.binding.Binding`."""

    def __init__(self, client: Callable[[], Client], app_id: str, verify: Callable[[Mapping[str, str]], None]) -> None:
        self._client = client
        self._app_id = app_id
        self._verify = verify

    def begin(self, ask: BindAsk) -> BindBegun:
        model = AlipayUserAgreementPageSignModel()
        model.product_code = _PRODUCT
        model.personal_product_code = _PERSONAL
        model.sign_scene = _SCENE
        model.external_agreement_no = ask.reference
        model.external_logon_id = ask.login
        access = AccessParams()
        access.channel = "QRCODEORSMS"
        model.access_params = access
        request = AlipayUserAgreementPageSignRequest(biz_model=model)
        request.return_url = ask.return_url
        request.notify_url = ask.notify_url
        return BindBegun(str(self._client().page_execute(request, http_method="GET")))

    def query(self, reference: str, provider_reference: str, token: str) -> BoundTold:
        model = AlipayUserAgreementQueryModel()
        model.external_agreement_no = reference
        model.personal_product_code = _PERSONAL
        model.sign_scene = _SCENE
        answer = self._client().ask(AlipayUserAgreementQueryRequest(biz_model=model))
        if answer.get("sub_code") == _NONE:
            return BoundTold(reference, BoundStatus.ENDED if token else BoundStatus.OPEN)
        if answer.get("code") != "10000":
            raise ProviderSilent(str(answer.get("sub_code") or answer))
        return _told(answer, "")

    def end(self, reference: str, provider_reference: str, token: str) -> None:
        model = AlipayUserAgreementUnsignModel()
        model.external_agreement_no = reference
        model.personal_product_code = _PERSONAL
        model.sign_scene = _SCENE
        answer = self._client().ask(AlipayUserAgreementUnsignRequest(biz_model=model))
        if answer.get("code") != "10000" and answer.get("sub_code") != _NONE:
            raise ProviderSilent(str(answer.get("sub_code") or answer))

    def prepare(self, ask: Ask, token: str) -> str:
        return ""  # a trade is found by our own reference

    def charge(self, ask: Ask, token: str, provider_reference: str) -> Charged:
        model = AlipayTradePayModel()
        model.out_trade_no = ask.reference
        model.product_code = _PRODUCT
        model.subject = ask.title
        model.total_amount = str(ask.amount.amount)
        model.timeout_express = f"{max(1, ask.seconds_left // 60)}m"
        agreement = AgreementParams()
        agreement.agreement_no = token
        model.agreement_params = agreement
        if ask.amount.currency != "CNY":
            model.trans_currency = ask.amount.currency
        request = AlipayTradePayRequest(biz_model=model)
        request.notify_url = ask.notify_url
        answer = self._client().ask(request)
        code, reason = str(answer.get("code")), str(answer.get("sub_code") or "")
        if code == "10000":
            return Charged(Told(ask.reference, Status.PAID, ask.amount, str(answer.get("trade_no", "")), "trade.pay"))
        if code in ("10003", "20000") or reason in _UNDECIDED:  # under way: the query or the notification will say
            return Charged(Told(ask.reference, Status.OPEN))
        return Charged(Told(ask.reference, Status.FAILED, failure=_reason(reason)), ended=reason in _GONE)

    def read_callback(self, headers: Mapping[str, str], body: bytes) -> BoundTold | None:
        fields = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        self._verify(fields)
        if not fields.get("notify_type", "").startswith("dut_user_") or fields.get("app_id") != self._app_id:
            return None
        return _told(fields, fields.get("notify_id", ""))


def _reason(sub_code: str) -> str:
    return sub_code.removeprefix("ACQ.").lower() or "refused"


def _told(fields: Mapping[str, Any], event: str) -> BoundTold:
    active = fields.get("status") == "NORMAL"
    return BoundTold(
        reference=str(fields.get("external_agreement_no", "")),
        status=BoundStatus.ACTIVE if active else BoundStatus.ENDED,
        token=str(fields.get("agreement_no", "")),
        found_by=str(fields.get("agreement_no", "")),
        brand="alipay",
        label=str(fields.get("alipay_logon_id") or ""),
        last_day=_day(str(fields.get("invalid_time") or "")),
        event_key=event,
        instrument=str(fields.get("principal_id") or fields.get("alipay_user_id") or ""),
    )


def _day(text: str) -> date | None:
    try:
        day = datetime.strptime(text[:10], "%Y-%m-%d").date()  # noqa: DTZ007  (a day of Alipay's calendar)
    except ValueError:
        return None
    return None if day.year >= _NO_END_FROM else day
