"""What Alipay tells the merchant by itself: notifications, and the signed return of the browser."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from kontor.kernel import ids
from kontor.kernel.money import Money
from kontor.sandbox.gateway import alipay_words as words
from kontor.sandbox.gateway import keys
from kontor.sandbox.gateway.payments import CLOSED, Payment, Refund
from kontor.sandbox.gateway.settings import Settings
from kontor.sandbox.wire.outbox import Message, Outbox, Seal
from kontor.sandbox.wire.switches import Forgery, Switches

KIND = "alipay"
_MINUTE, _HOUR = 60.0, 3600.0
_SCHEDULE = (2 * _MINUTE, 10 * _MINUTE, 10 * _MINUTE, _HOUR, 2 * _HOUR, 6 * _HOUR, 15 * _HOUR)
_LOGIN = "pay***@sandbox.invalid"


def seal(private_pem: str) -> Seal:
    """Signed with the gateway's key, accepted by the word `success`, repeated seven times within 25 hours."""

    def sign(message: Message) -> tuple[Mapping[str, str], bytes]:
        forger = message.forge == Forgery.SIGNATURE
        fields = words.sealed(message.content, keys.stranger() if forger else private_pem)
        if message.forge == Forgery.CONTENT:
            fields["total_amount"] = str(Money(1, message.content.get("trans_currency", "CNY")).amount)
        return {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}, urlencode(fields).encode()

    return Seal(sign, lambda answer: answer.fine and answer.text.strip() == "success", _SCHEDULE)


class Notices:
    """Writes what the merchant is told; the outbox carries it."""

    def __init__(self, settings: Settings, outbox: Outbox, switches: Switches, private_pem: str) -> None:
        self._settings = settings
        self._outbox = outbox
        self._switches = switches
        self._private_pem = private_pem

    def parties(self, payment: Payment) -> dict[str, str]:
        """The trade, its amount and its payer."""
        fields = {
            "trade_no": payment.number,
            "out_trade_no": payment.reference,
            "total_amount": str(payment.money.amount),
            "buyer_user_id": _payer(payment),
            "buyer_logon_id": _LOGIN,
        }
        return fields if payment.currency == "CNY" else {**fields, "trans_currency": payment.currency}

    def paid(self, payment: Payment) -> None:
        self._send(payment, {})

    def closed(self, payment: Payment) -> None:
        self._send(payment, {"gmt_close": words.moment(payment.closed)})

    def refunded(self, payment: Payment, refund: Refund) -> None:
        """Of a refund in part the trade stays `TRADE_SUCCESS`; in full it becomes `TRADE_CLOSED`."""
        self._send(payment, {
            "gmt_refund": words.moment(refund.at),
            "refund_fee": str(payment.refunded.amount),
            "out_biz_no": refund.request,
        })  # fmt: skip

    def again(self, payment: Payment) -> None:
        """Tell the present state once more, as a notification of its own."""
        self._send(payment, {})

    def _send(self, payment: Payment, more: Mapping[str, str]) -> None:
        fields = {
            **self.parties(payment),
            "buyer_id": _payer(payment),
            "buyer_logon_id": _LOGIN,
            "notify_id": ids.new_id().hex,
            "notify_type": "trade_status_sync",
            "notify_time": words.now(),
            "charset": "utf-8",
            "version": "1.0",
            "app_id": self._settings.app_id,
            "auth_app_id": self._settings.app_id,
            "seller_id": self._settings.seller_id,
            "subject": payment.title,
            "body": payment.extra.get("body", ""),
            "passback_params": payment.extra.get("passback_params", ""),
            "trade_status": words.status(payment),
            "gmt_create": words.moment(payment.created),
            **more,
        }
        if payment.paid:
            total = str(payment.money.amount)
            fields |= {"gmt_payment": words.moment(payment.paid), "buyer_pay_amount": total, "receipt_amount": total}
        del fields["buyer_user_id"]
        fields = {key: value for key, value in fields.items() if value}
        behaviour = self._switches.of(payment.id)
        self._outbox.send(lane=payment.id, kind=KIND, url=payment.notify_url, content=fields, behaviour=behaviour)

    def return_address(self, payment: Payment) -> str:
        """`return_url` with signed parameters, those it had included; "" when the merchant gave none.

        As with the real one it proves only that the payer came back. It carries a `trade_status` when the
        trade was closed; whether it was paid is for the notification or a query to say.
        """
        if not payment.return_url:
            return ""
        parts = urlsplit(payment.return_url)
        fields = {
            **dict(parse_qsl(parts.query)),
            "method": "alipay.trade.page.pay.return",
            "out_trade_no": payment.reference,
            "trade_no": payment.number,
            "total_amount": str(payment.money.amount),
            "app_id": self._settings.app_id,
            "auth_app_id": self._settings.app_id,
            "seller_id": self._settings.seller_id,
            "charset": "utf-8",
            "version": "1.0",
            "timestamp": words.now(),
        }
        if payment.state == CLOSED:
            fields["trade_status"] = words.status(payment)
        return parts._replace(query=urlencode(words.sealed(fields, self._private_pem))).geturl()


def _payer(payment: Payment) -> str:
    """The wallet that pays: another one each time, as people do not all share one."""
    digest = hashlib.sha256(payment.number.encode()).digest()
    return f"2088{int.from_bytes(digest[:6]) % 10**12:012d}"
