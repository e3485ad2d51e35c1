"""Puts the gateway together: its book, its two faces, the payer page and the operator's side."""

from __future__ import annotations

import threading
from dataclasses import asdict
from types import TracebackType
from typing import Self

from kontor.sandbox.gateway import alipay_notices, card_events, keys
from kontor.sandbox.gateway.agreements import AgreementBook
from kontor.sandbox.gateway.alipay import Alipay
from kontor.sandbox.gateway.alipay_agreements import AlipayAgreements
from kontor.sandbox.gateway.alipay_notices import Notices
from kontor.sandbox.gateway.bills import Bills
from kontor.sandbox.gateway.binder import Binder
from kontor.sandbox.gateway.card_events import Events
from kontor.sandbox.gateway.card_setups import Setups
from kontor.sandbox.gateway.cards import Cards
from kontor.sandbox.gateway.faces import Face
from kontor.sandbox.gateway.idempotence import Idempotence
from kontor.sandbox.gateway.payer import Payer
from kontor.sandbox.gateway.payments import ALIPAY, CARD, Book
from kontor.sandbox.gateway.settings import Settings
from kontor.sandbox.wire.control import Control, guarded
from kontor.sandbox.wire.http import Request, Response, Router, Server, as_json
from kontor.sandbox.wire.outbox import Outbox
from kontor.sandbox.wire.store import Store
from kontor.sandbox.wire.switches import Switches

_LOOK_FOR_EXPIRED_SECONDS = 20.0


class Gateway:
    """A running gateway; a context manager."""

    def __init__(self, settings: Settings) -> None:
        pems = keys.ensure(settings.data)
        self._store = Store(settings.data / "gateway.sqlite3")
        router = Router()
        self.server = Server(settings.host, settings.port, router)
        self.address = settings.public_url.rstrip("/") or self.server.address
        self.book = Book(self._store)
        self.switches = Switches(self._store)
        seals = {
            alipay_notices.KIND: alipay_notices.seal(pems.gateway_private),
            card_events.KIND: card_events.seal(settings.webhook_secret),
        }
        self.outbox = Outbox(self._store, seals, settings.retry_scale)
        self._notices = Notices(settings, self.outbox, self.switches, pems.gateway_private)
        self.agreements = AgreementBook(self._store)
        wallets = AlipayAgreements(
            settings, self.book, self.agreements, self.switches, self.outbox, self._notices, pems.gateway_private
        )
        bills = Bills(settings, self.book, self._store, pems.gateway_private, self.address)
        alipay = Alipay(settings, self.book, pems, self.switches, self._notices, wallets, bills)
        events = Events(settings, self.outbox, self.switches, self.address)
        setups = Setups(settings, self.book, self.agreements, self.switches, events, self.address)
        self._cards = Cards(settings, self.book, self.switches, events, Idempotence(self._store), setups, self.address)
        self._bindings: dict[str, AlipayAgreements | Setups] = {ALIPAY: wallets, CARD: setups}
        self._faces: dict[str, Face] = {ALIPAY: alipay, CARD: self._cards}
        router.add("GET", "/gateway.do", alipay.gateway)
        router.add("POST", "/gateway.do", alipay.gateway)
        self._cards.join(router)
        bills.join(router)
        Payer(settings.merchant, self.book, self.switches, self._faces).join(router)
        Binder(settings.merchant, self.agreements, self.switches, self._bindings).join(router)
        Control(switches=self.switches, outbox=self.outbox, subject="payment", find=self._key).join(router)
        router.add("GET", "/_sandbox/payments", guarded(self._payments))
        router.add("POST", "/_sandbox/notify", guarded(self._notify))
        router.add("GET", "/_sandbox/agreements", guarded(self._all_agreements))
        self._stop = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="expiry", daemon=True)

    def _key(self, name: str) -> str:
        try:
            return self.book.find(name, ALIPAY, CARD).id
        except LookupError:
            return self.agreements.find(name).id

    def _all_agreements(self, request: Request) -> Response:
        """All agreements with every attempt to notify; `?agreement=` names one."""
        named = request.query.get("agreement")
        chosen = [self.agreements.find(named)] if named else self.agreements.all()
        listed = [
            {**asdict(one), "page": f"{self.address}/bind/{one.id}", "notifications": self.outbox.of(one.id)}
            for one in chosen
        ]
        return as_json({"agreements": listed})

    def _payments(self, request: Request) -> Response:
        """All payments with their refunds and every attempt to notify; `?payment=` names one."""
        named = request.query.get("payment")
        chosen = [self.book.find(named, ALIPAY, CARD)] if named else self.book.all()
        listed = [
            {**asdict(payment), "page": f"{self.address}/pay/{payment.id}", "notifications": self.outbox.of(payment.id)}
            for payment in chosen
        ]
        return as_json({"payments": listed})

    def _notify(self, request: Request) -> Response:
        """Tell the merchant the present state of a payment once more."""
        name = str(request.json()["payment"])
        try:
            payment = self.book.find(name, ALIPAY, CARD)
        except LookupError:
            agreement = self.agreements.find(name)
            self._bindings[agreement.face].again(agreement)
            return as_json({"sent": 1})
        (self._notices if payment.face == ALIPAY else self._cards).again(payment)
        return as_json({"sent": 1})

    def _watch(self) -> None:
        """Close what was not paid in time."""
        while not self._stop.wait(_LOOK_FOR_EXPIRED_SECONDS):
            for payment in self.book.all():
                if payment.expired():
                    self._faces[payment.face].lapse(payment)

    def serve(self) -> None:
        """Serve until `close` is called from another thread."""
        self.outbox.start()
        self._watcher.start()
        self.server.serve_forever(poll_interval=0.1)

    def close(self) -> None:
        self._stop.set()
        if self._watcher.is_alive():
            self._watcher.join(timeout=5)
        self.server.shutdown()
        self.server.server_close()
        self.outbox.stop()
        self._store.close()

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve, name="gateway", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
