"""The bank: an address that takes orders, one that gives reports in their order, and the operator's side."""

from __future__ import annotations

import hmac
import threading
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from types import TracebackType
from typing import Any, Self

from kontor.sandbox.bank import papers
from kontor.sandbox.bank.papers import Transfer
from kontor.sandbox.bank.settings import Settings
from kontor.sandbox.wire.control import guarded
from kontor.sandbox.wire.http import Drop, Request, Response, Router, Server, as_json
from kontor.sandbox.wire.store import Store

_XML = "application/xml; charset=utf-8"


class Answer(StrEnum):
    """What becomes of transfers."""

    PAID = "paid"
    TWICE = "twice"  # paid once, told twice
    LATE = "late"  # told when released
    REJECTED = "rejected"
    RETURNED = "returned"  # paid, and back from the other bank
    SILENT = "silent"  # never told


class Api(StrEnum):
    """How the interface answers."""

    NORMAL = "normal"
    DOWN = "down"  # HTTP 503, nothing done
    LOST = "lost"  # the order is taken, the answer is lost


@dataclass(frozen=True)
class Behaviour:
    answer: Answer = Answer.PAID
    api: Api = Api.NORMAL

    def changed(self, values: dict[str, Any]) -> Behaviour:
        kinds: dict[str, Any] = {"answer": Answer, "api": Api}
        return replace(self, **{name: kinds[name](value) for name, value in values.items()})


class Bank:
    """The running bank; a context manager. Its books are on disk."""

    def __init__(self, settings: Settings) -> None:
        router = Router()
        self.server = Server(settings.host, settings.port, router)
        self.address = self.server.address
        self.behaviour = Behaviour()
        self._secret = settings.secret
        self._store = Store(settings.data / "bank.sqlite")
        self._lock = threading.Lock()
        router.add("POST", "/pain.001", self._take)
        router.add("GET", "/reports/{after}", self._report)
        router.add("GET", "/healthz", lambda request: as_json({"status": "ok"}))  # noqa: ARG005  (a handler's shape)
        router.add("GET", "/_sandbox/transfers", guarded(lambda request: as_json(self.transfers())))  # noqa: ARG005
        router.add("POST", "/_sandbox/switches", guarded(self._switch))
        router.add("POST", "/_sandbox/release", guarded(self._release))

    def transfers(self) -> dict[str, Any]:
        """What has left the account: id → transfer."""
        return self._store.all("transfer")

    def _known(self, request: Request) -> bool:
        return hmac.compare_digest(request.headers.get("authorization", ""), f"Bearer {self._secret}")

    def _take(self, request: Request) -> Response:
        if not self._known(request):
            return Response(401, b"who are you?")
        if self.behaviour.api is Api.DOWN:
            return Response(503, b"the bank was told to be down")
        try:
            message, transfers = papers.read_order(request.body)
        except papers.Unreadable as problem:
            return Response(400, str(problem).encode())
        with self._lock:
            if message not in self._store.all("order"):
                self._store.put("order", message, [asdict(one) for one in transfers])
                for one in transfers:
                    self._decide(message, one)
        if self.behaviour.api is Api.LOST:
            raise Drop
        return Response(202, message.encode())

    def _decide(self, message: str, one: Transfer) -> None:
        answer = self.behaviour.answer
        if answer is Answer.REJECTED:
            self._tell(papers.status_report(message, one, "RJCT", "AC01"))
            return
        self._store.put("transfer", one.end_to_end_id, asdict(one))
        if answer is Answer.SILENT:
            return
        late = answer is Answer.LATE
        self._tell(papers.status_report(message, one, "ACCP", ""), late=late)
        for _ in range(2 if answer is Answer.TWICE else 1):
            self._tell(papers.booking(one), late=late)
        if answer is Answer.RETURNED:
            self._tell(papers.booking(one, back="AC04"))

    def _tell(self, text: str, *, late: bool = False) -> None:
        kind = "late" if late else "report"
        self._store.put(kind, f"{len(self._store.all(kind)) + 1:09d}", text)

    def _report(self, request: Request, after: str) -> Response:
        if not self._known(request):
            return Response(401, b"who are you?")
        if self.behaviour.api is Api.DOWN:
            return Response(503, b"the bank was told to be down")
        for key, text in self._store.all("report").items():
            if int(key) > int(after):
                return Response(200, text.encode(), _XML, {"X-Sequence": str(int(key))})
        return Response(204)

    def _switch(self, request: Request) -> Response:
        self.behaviour = self.behaviour.changed(dict(request.json()))
        return as_json(asdict(self.behaviour))

    def _release(self, request: Request) -> Response:  # noqa: ARG002  (a handler's shape)
        with self._lock:
            waiting = self._store.all("late")
            for key, text in waiting.items():
                self._tell(text)
                self._store.drop("late", key)
        return as_json({"released": len(waiting)})

    def serve(self) -> None:
        """Serve until `close` is called from another thread."""
        self.server.serve_forever(poll_interval=0.1)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self._store.close()

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve, name="bank", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
