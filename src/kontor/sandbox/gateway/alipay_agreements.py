"""Alipay's withholding agreements: signing page, query, unsign, and paying by agreement."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from kontor.kernel import clock, ids
from kontor.sandbox.gateway import alipay_words as words
from kontor.sandbox.gateway.agreements import ACTIVE, Agreement, AgreementBook, means_of
from kontor.sandbox.gateway.alipay_notices import KIND, Notices
from kontor.sandbox.gateway.alipay_words import Fault
from kontor.sandbox.gateway.payments import ALIPAY, Book, Payment
from kontor.sandbox.gateway.settings import Settings
from kontor.sandbox.wire.http import Response, redirect
from kontor.sandbox.wire.outbox import Outbox
from kontor.sandbox.wire.switches import Switches

Fields = dict[str, Any]
FOR_EVER = timedelta(days=36500)


class AlipayAgreements:
    """`alipay.user.agreement.*` and `alipay.trade.pay`; as a `Binding` it carries out what the payer says."""

    def __init__(
        self,
        settings: Settings,
        book: Book,
        agreements: AgreementBook,
        switches: Switches,
        outbox: Outbox,
        notices: Notices,
        private_pem: str,
    ) -> None:
        self._settings = settings
        self._book = book
        self._agreements = agreements
        self._switches = switches
        self._outbox = outbox
        self._notices = notices
        self._private_pem = private_pem
        self.methods: dict[str, Callable[[Mapping[str, Any], Mapping[str, str]], Fields]] = {
            "alipay.user.agreement.query": self._query,
            "alipay.user.agreement.unsign": self._unsign,
            "alipay.trade.pay": self._pay,
        }

    def page(self, params: Mapping[str, str], biz: Mapping[str, Any]) -> Response:
        """`alipay.user.agreement.page.sign`: to the page where the payer signs.

        Raises:
            Fault: for a request without what it needs.
        """
        scene = str(biz.get("sign_scene") or "")
        if (
            not biz.get("personal_product_code")
            or not (biz.get("access_params") or {}).get("channel")
            or "|" not in scene
        ):
            raise Fault("40002", "isv.missing-parameter", "personal_product_code, access_params, sign_scene")
        day = clock.now().astimezone(words.BEIJING).strftime("%Y%m%d")
        agreement = self._agreements.open(
            face=ALIPAY, number=f"{day}{ids.public_number() % 10**12:012d}",
            reference=str(biz.get("external_agreement_no") or ""), login=str(biz.get("external_logon_id") or ""),
            return_url=params.get("return_url", ""), notify_url=params.get("notify_url", ""),
            extra={"product": str(biz["personal_product_code"]), "scene": scene},
        )  # fmt: skip
        return redirect(f"/bind/{agreement.id}")

    def subject(self, biz: Mapping[str, Any]) -> str:
        """The agreement that a request is about, for its switches; "" when it is about none."""
        named = biz.get("agreement_no") or biz.get("external_agreement_no")
        named = named or (biz.get("agreement_params") or {}).get("agreement_no")
        try:
            return self._agreements.find(str(named), ALIPAY).id if named else ""
        except LookupError:
            return ""

    def _find(self, biz: Mapping[str, Any]) -> Agreement:
        try:
            return self._agreements.find(str(biz.get("agreement_no") or biz.get("external_agreement_no") or ""), ALIPAY)
        except LookupError:
            raise Fault("40004", "USER_AGREEMENT_NOT_EXIST") from None

    def _query(self, biz: Mapping[str, Any], _: Mapping[str, str]) -> Fields:
        agreement = self._find(biz)
        if not agreement.signed:
            raise Fault("40004", "USER_AGREEMENT_NOT_EXIST")
        return self._facts(agreement) | {"principal_id": _person(agreement), "principal_type": "CARD"}

    def _unsign(self, biz: Mapping[str, Any], _: Mapping[str, str]) -> Fields:
        agreement = self._find(biz)
        if not self._agreements.end(agreement):
            raise Fault("40004", "USER_AGREEMENT_NOT_EXIST")
        self._tell(agreement)
        return {}

    def _pay(self, biz: Mapping[str, Any], params: Mapping[str, str]) -> Fields:
        """A charge by agreement; the same `out_trade_no` again is the same trade."""
        reference, title = str(biz.get("out_trade_no") or ""), str(biz.get("subject") or "")
        named = (biz.get("agreement_params") or {}).get("agreement_no")
        if not reference or not title or not named or biz.get("product_code") != "GENERAL_WITHHOLDING":
            raise Fault("40002", "isv.missing-parameter", "out_trade_no, subject, agreement_params, product_code")
        currency = str(biz.get("trans_currency") or params.get("trans_currency") or "CNY")
        money = words.amount(biz.get("total_amount"), currency)
        try:
            agreement = self._agreements.find(str(named), ALIPAY)
        except LookupError:
            raise Fault("40004", "ACQ.AGREEMENT_NOT_EXIST") from None
        with self._book.locked():
            try:
                payment = self._book.find(reference, ALIPAY)
            except LookupError:
                if agreement.state != ACTIVE:
                    raise Fault("40004", "ACQ.AGREEMENT_INVALID") from None
                if means_of(agreement).answer == "refuses":
                    raise Fault("40004", "ACQ.BUYER_BALANCE_NOT_ENOUGH") from None
                payment = self._book.open(
                    face=ALIPAY, number=f"{agreement.number[:8]}22001{ids.public_number() % 10**15:015d}",
                    reference=reference, money=money, title=title, lasts=words.lasts(biz),
                    notify_url=params.get("notify_url", ""), extra={"agreement": agreement.id},
                )  # fmt: skip
                self._inherit(agreement, payment)
            if payment.money != money:
                raise Fault("40004", "ACQ.CONTEXT_INCONSISTENT")
            if self._book.pay(payment):
                self._notices.paid(payment)
        total = str(payment.money.amount)
        return {**self._notices.parties(payment), "gmt_payment": words.moment(payment.paid), "receipt_amount": total}

    def _inherit(self, agreement: Agreement, payment: Payment) -> None:
        """A payment by agreement misbehaves as its agreement was told to."""
        kept = self._switches.of(agreement.id)
        if kept != self._switches.of():
            self._switches.change(payment.id, kept.as_dict())

    def _facts(self, agreement: Agreement) -> Fields:
        signed = datetime.fromisoformat(agreement.signed)
        return {
            "agreement_no": agreement.number,
            "external_agreement_no": agreement.reference,
            "personal_product_code": agreement.extra["product"],
            "sign_scene": agreement.extra["scene"],
            "alipay_logon_id": means_of(agreement).label,
            "status": "NORMAL" if agreement.state == ACTIVE else "UNSIGN",
            "sign_time": words.moment(agreement.signed),
            "valid_time": words.moment(agreement.signed),
            "invalid_time": words.moment((signed + FOR_EVER).isoformat()),
        }

    def _tell(self, agreement: Agreement) -> None:
        """The notification of signing or unsigning."""
        kind = "dut_user_sign" if agreement.state == ACTIVE else "dut_user_unsign"
        content = {
            **self._facts(agreement),
            "notify_id": ids.new_id().hex,
            "notify_type": kind,
            "notify_time": words.now(),
            "charset": "utf-8",
            "version": "1.0",
            "app_id": self._settings.app_id,
            "auth_app_id": self._settings.app_id,
            "alipay_user_id": _person(agreement),
        }
        if agreement.ended:
            content["unsign_time"] = words.moment(agreement.ended)
        self._outbox.send(
            lane=agreement.id, kind=KIND, url=agreement.notify_url, content=content,
            behaviour=self._switches.of(agreement.id),
        )  # fmt: skip

    def agree(self, agreement: Agreement, means: str) -> str:
        if self._agreements.sign(agreement, means):
            self._tell(agreement)
        return self.back(agreement)

    def refuse(self, agreement: Agreement) -> str:
        self._agreements.refuse(agreement)
        return self.back(agreement)

    def withdraw(self, agreement: Agreement) -> None:
        """The payer ends it in the wallet."""
        if self._agreements.end(agreement):
            self._tell(agreement)

    def again(self, agreement: Agreement) -> None:
        """Tell how it stands once more."""
        if agreement.signed:
            self._tell(agreement)

    def back(self, agreement: Agreement) -> str:
        """`return_url` with signed parameters; that it was signed is for the notification or a query to say."""
        if not agreement.return_url:
            return ""
        parts = urlsplit(agreement.return_url)
        fields = {
            **dict(parse_qsl(parts.query)),
            "method": "alipay.user.agreement.page.sign.return",
            "external_agreement_no": agreement.reference,
            "app_id": self._settings.app_id,
            "charset": "utf-8",
            "version": "1.0",
            "timestamp": words.now(),
        }
        return parts._replace(query=urlencode(words.sealed(fields, self._private_pem))).geturl()


def _person(agreement: Agreement) -> str:
    """Alipay's number of the payer: one for each login that binds here."""
    digest = hashlib.sha256(agreement.login.encode()).digest()
    return f"2088{int.from_bytes(digest[:6]) % 10**12:012d}"
