"""Puts the carriers together: one book, three dialects, the pushes and the operator's side."""

from __future__ import annotations

import threading
from dataclasses import asdict
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from kontor.kernel import clock
from kontor.sandbox.carriers.cainiao import Cainiao
from kontor.sandbox.carriers.dialect import Dialect
from kontor.sandbox.carriers.routes import Stage
from kontor.sandbox.carriers.settings import Settings
from kontor.sandbox.carriers.shipments import Book, Shipment
from kontor.sandbox.carriers.yanwen import Yanwen
from kontor.sandbox.carriers.yunexpress import YunExpress
from kontor.sandbox.wire.control import Control, guarded
from kontor.sandbox.wire.http import Request, Response, Router, Server, as_json
from kontor.sandbox.wire.outbox import Outbox
from kontor.sandbox.wire.store import Store
from kontor.sandbox.wire.switches import Switches


class Carriers:
    """The running carriers; a context manager."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store = Store(settings.data / "carriers.sqlite3")
        self.book = Book(self._store)
        self.switches = Switches(self._store)
        dialects: tuple[Dialect, ...] = (
            YunExpress(self.book, self.switches, code=settings.yunexpress_code, secret=settings.yunexpress_secret,
                       encrypt_key=settings.yunexpress_encrypt_key),
            Cainiao(self.book, self.switches, partner=settings.cainiao_partner, secret=settings.cainiao_secret),
            Yanwen(self.book, self.switches, token=settings.yanwen_token, push_secret=settings.yanwen_push_secret),
        )  # fmt: skip
        self._dialects = {dialect.name: dialect for dialect in dialects}
        seals = {dialect.name: dialect.seal() for dialect in dialects}
        self.outbox = Outbox(self._store, seals, settings.retry_scale)
        router = Router()
        for dialect in dialects:
            dialect.join(router)
        Control(switches=self.switches, outbox=self.outbox, subject="number", find=self._key).join(router)
        router.add("GET", "/_sandbox/shipments", guarded(self._shipments))
        router.add("POST", "/_sandbox/advance", guarded(self._advance))
        self.server = Server(settings.host, settings.port, router)
        self.address = self.server.address
        self._stop = threading.Event()
        self._beat = threading.Thread(target=self._flow, name="pace", daemon=True)

    def _key(self, name: str) -> str:
        return self.book.find(name).number

    def _shipments(self, request: Request) -> Response:
        """All shipments with their events, what is ahead, and every attempt to push; `?number=` names one."""
        named = request.query.get("number")
        chosen = [self.book.find(named)] if named else self.book.all()
        return as_json({"shipments": [self._listed(shipment) for shipment in chosen]})

    def _listed(self, shipment: Shipment) -> dict[str, Any]:
        ahead = [step.stage for step in shipment.ahead()]
        return {**asdict(shipment), "ahead": ahead, "pushes": self.outbox.of(shipment.number)}

    def _advance(self, request: Request) -> Response:
        """Let events happen: `{"number", "steps"}` or `{"number", "until": stage}`; without a number, to all.

        `at` is the moment of the first event, ISO 8601, or "now" (then all of them have just happened, the last of
        them now); without it the events keep the realistic distances of the route, counted from the parcel's making.
        """
        asked = request.json()
        named, until, at = asked.get("number"), asked.get("until"), asked.get("at")
        stage = Stage(until) if until else None
        steps = None if stage else int(asked.get("steps", 1))
        chosen = [self.book.find(named)] if named else [each for each in self.book.all() if not each.delivered]
        if stage and named and stage not in [step.stage for step in chosen[0].ahead()]:
            raise ValueError(f"{stage} is not ahead of {named}")
        made = [event for each in chosen for event in self._happen(each, steps, stage, at)]
        return as_json({"events": made, "delivered": all(each.delivered for each in chosen)})

    def _happen(
        self, shipment: Shipment, steps: int | None, until: Stage | None, at: str | None
    ) -> list[dict[str, Any]]:
        moment = clock.now() if at == "now" else _moment(at)
        events = self.book.advance(shipment, steps=steps, until=until, at=moment, together=at == "now")
        dialect = self._dialects[shipment.carrier]
        url = self._settings.push.replace("{carrier}", shipment.carrier)
        for event in events:
            self.outbox.send(
                lane=shipment.number, kind=shipment.carrier, url=url,
                content=dialect.told(shipment, event), behaviour=self.switches.of(shipment.number),
            )  # fmt: skip
        return [{"number": shipment.number, **asdict(event)} for event in events]

    def _flow(self) -> None:
        """Let one event happen to each parcel, at each beat of the pace."""
        while not self._stop.wait(self._settings.pace):
            for shipment in self.book.all():
                if not (shipment.delivered or self._stop.is_set()):
                    self._happen(shipment, 1, None, "now")

    def serve(self) -> None:
        """Serve until `close` is called from another thread."""
        self.outbox.start()
        if self._settings.pace > 0:
            self._beat.start()
        self.server.serve_forever(poll_interval=0.1)

    def close(self) -> None:
        self._stop.set()
        if self._beat.is_alive():
            self._beat.join(timeout=5)
        self.server.shutdown()
        self.server.server_close()
        self.outbox.stop()
        self._store.close()

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve, name="carriers", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
