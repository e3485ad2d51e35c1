"""The gateway's book: payments, their refunds, and nothing that happens twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from kontor.kernel import clock, ids
from kontor.kernel.money import Money
from kontor.sandbox.wire.store import Store

ALIPAY, CARD = "alipay", "card"
WAITING, PAID, CLOSED = "waiting", "paid", "closed"


class Impossible(Exception):  # noqa: N818  (an answer to the merchant, not a failure)
    """The state of a payment does not allow it; the text is a word for the face to translate."""


@dataclass
class Refund:
    """Money that went back. `request` is the merchant's own number for it, the key of idempotence."""

    request: str
    number: str
    minor: int
    at: str
    reason: str = ""
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass
class Payment:
    """One attempt to be paid.

    `id` stands in the payer page's address; `number` is the gateway's and `reference` the merchant's own;
    `token` proves that a form came from our page; `extra` holds what only the face understands.
    """

    id: str
    face: str
    number: str
    reference: str
    minor: int
    currency: str
    title: str
    created: str
    token: str
    expires: str
    return_url: str = ""
    cancel_url: str = ""
    notify_url: str = ""
    state: str = WAITING
    paid: str = ""
    closed: str = ""
    refused: bool = False
    extra: dict[str, Any] = field(default_factory=dict)
    refunds: list[Refund] = field(default_factory=list)

    @property
    def money(self) -> Money:
        return Money(self.minor, self.currency)

    @property
    def refunded(self) -> Money:
        return Money(sum(refund.minor for refund in self.refunds), self.currency)

    def expired(self) -> bool:
        return self.state == WAITING and datetime.fromisoformat(self.expires) <= clock.now()


def _load(body: dict[str, Any]) -> Payment:
    return Payment(**{**body, "refunds": [Refund(**refund) for refund in body["refunds"]]})


class Book:
    """All payments. Every change is made under one lock and is on disk before it is told to anybody."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.RLock()
        self._payments = {key: _load(body) for key, body in store.all("payment").items()}
        self._names: dict[str, str] = {}
        for payment in self.all():
            self._index(payment)

    def _index(self, payment: Payment) -> None:
        for name in (payment.id, payment.number, payment.extra.get("payment_intent")):
            if name:
                self._names[name] = payment.id
        if payment.reference:
            self._names[f"{payment.face}:{payment.reference}"] = payment.id

    def _keep(self, payment: Payment) -> None:
        self._store.put("payment", payment.id, asdict(payment))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else reads or writes the book within the block."""
        with self._lock:
            yield

    def all(self) -> list[Payment]:
        """All payments, oldest first."""
        with self._lock:
            return sorted(self._payments.values(), key=lambda payment: payment.created)

    def find(self, name: str, *faces: str) -> Payment:
        """The payment called `name`: its id, number or payment intent, or the merchant's reference at one of `faces`.

        Of several payments with one reference it is the newest.

        Raises:
            LookupError: when there is none.
        """
        with self._lock:
            for known in (name, *(f"{face}:{name}" for face in faces)):
                if known in self._names:
                    return self._payments[self._names[known]]
        raise LookupError(f"no payment {name}")

    def open(self, *, face: str, number: str, reference: str, money: Money, title: str, lasts: timedelta,
             **more: Any) -> Payment:  # fmt: skip
        """Write down a new payment that waits for its payer."""
        now = clock.now()
        payment = Payment(
            id=ids.token(16), face=face, number=number, reference=reference, minor=money.minor, currency=money.currency,
            title=title, created=now.isoformat(), token=ids.token(16), expires=(now + lasts).isoformat(), **more,
        )  # fmt: skip
        with self._lock:
            self._payments[payment.id] = payment
            self._index(payment)
            self._keep(payment)
        return payment

    def pay(self, payment: Payment, **extra: str) -> bool:
        """The payer said yes. False when it was paid already.

        Raises:
            Impossible: `closed`.
        """
        with self._lock:
            if payment.state == PAID:
                return False
            if payment.state == CLOSED or payment.expired():
                raise Impossible(CLOSED)
            payment.state, payment.paid, payment.refused = PAID, clock.now().isoformat(), False
            payment.extra.update(extra)
            self._index(payment)
            self._keep(payment)
            return True

    def refuse(self, payment: Payment) -> None:
        """The payer said no; what that means for the payment is the face's to say."""
        with self._lock:
            payment.refused = payment.state == WAITING
            self._keep(payment)

    def close(self, payment: Payment) -> bool:
        """Nobody can pay it any more. False when it was closed already.

        Raises:
            Impossible: `paid`.
        """
        with self._lock:
            if payment.state == PAID:
                raise Impossible(PAID)
            if payment.state == CLOSED:
                return False
            payment.state, payment.closed = CLOSED, clock.now().isoformat()
            self._keep(payment)
            return True

    def refund(self, payment: Payment, refund: Refund) -> tuple[Refund, bool]:
        """Give money back once per `request`; return the refund and whether it is new.

        Raises:
            Impossible: `unpaid`; `differs` when the request came before with another amount; `too much`.
        """
        with self._lock:
            if payment.state != PAID:
                raise Impossible("unpaid")
            for earlier in payment.refunds:
                if earlier.request == refund.request:
                    if earlier.minor != refund.minor:
                        raise Impossible("differs")
                    return earlier, False
            if refund.minor <= 0 or payment.refunded.minor + refund.minor > payment.minor:
                raise Impossible("too much")
            payment.refunds.append(refund)
            self._keep(payment)
            return refund, True
