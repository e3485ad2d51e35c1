"""How Alipay writes: signed parameters, Beijing time, amounts as decimal text, and its answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from kontor.kernel import clock
from kontor.kernel.money import Money
from kontor.sandbox.gateway import keys
from kontor.sandbox.gateway.payments import CLOSED, PAID, Payment
from kontor.sandbox.wire.http import Response

BEIJING = timezone(timedelta(hours=8))
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


class Fault(Exception):  # noqa: N818  (an answer to the merchant, not a failure)
    """An answer other than 10000.

    Args:
        code: 40002 for a wrong request, 40004 for a refusal by the business.
        sub_code: the reason, e.g. `ACQ.TRADE_NOT_EXIST`.
    """

    _MEANINGS = {"40002": "Invalid Arguments", "40004": "Business Failed"}

    def __init__(self, code: str, sub_code: str, sub_msg: str = "") -> None:
        super().__init__(sub_code)
        self.fields = {"code": code, "msg": self._MEANINGS[code], "sub_code": sub_code, "sub_msg": sub_msg or sub_code}


def content(params: Mapping[str, str], *, without: frozenset[str] = frozenset({"sign"})) -> str:
    """What is signed: `key=value` of every non-empty parameter, sorted by key, joined with `&`."""
    return "&".join(f"{key}={value}" for key, value in sorted(params.items()) if key not in without and value)


def sealed(params: Mapping[str, str], private_pem: str) -> dict[str, str]:
    """Parameters of a notification or a return, signed: `sign_type` does not take part in the signature."""
    signature = keys.sign(private_pem, content(params, without=frozenset({"sign", "sign_type"})))
    return {**params, "sign_type": "RSA2", "sign": signature}


def answer(method: str, fields: Mapping[str, object], private_pem: str) -> Response:
    """`{"<method>_response":{…},"sign":"…"}`, the signature over exactly the bytes of the inner object."""
    name = method.replace(".", "_") if method else "error"
    inner = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    body = f'{{"{name}_response":{inner},"sign":"{keys.sign(private_pem, inner)}"}}'
    return Response(200, body.encode(), "application/json;charset=utf-8")


def moment(iso: str) -> str:
    """A moment as Alipay writes it."""
    return datetime.fromisoformat(iso).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")


def now() -> str:
    return moment(clock.now().isoformat())


def amount(text: object, currency: str) -> Money:
    """A positive amount.

    Raises:
        Fault: for anything else, also for more decimal places than the currency has.
    """
    try:
        money = Money.of(str(text), currency)
        if money.minor > 0 and money.amount == type(money.amount)(str(text)):
            return money
    except ArithmeticError:
        pass
    raise Fault("40002", "isv.invalid-parameter", "amount")


def lasts(biz: Mapping[str, object]) -> timedelta:
    """How long a payer has: `time_expire` (a moment) or `timeout_express` (`90m`, `12h`, `1d`), else 15 days."""
    try:
        if until := biz.get("time_expire"):
            end = datetime.strptime(str(until), "%Y-%m-%d %H:%M:%S").replace(tzinfo=BEIJING)
            return max(end - clock.now(), timedelta(0))
        if span := str(biz.get("timeout_express") or ""):
            return int(span[:-1]) * _UNITS[span[-1]]
    except (ValueError, KeyError):
        raise Fault("40002", "isv.invalid-parameter", "time_expire") from None
    return timedelta(days=15)


def status(payment: Payment) -> str:
    """The trade's status in Alipay's words; a trade refunded in full is closed."""
    if payment.state == PAID:
        return "TRADE_CLOSED" if payment.refunded == payment.money else "TRADE_SUCCESS"
    return "TRADE_CLOSED" if payment.state == CLOSED else "WAIT_BUYER_PAY"
