"""Notifications on their way out: repeated on a schedule until accepted, and misbehaving when told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from kontor.kernel import clock, ids
from kontor.sandbox.wire.post import Answer, post
from kontor.sandbox.wire.store import Store
from kontor.sandbox.wire.switches import Behaviour, Notification

_KEPT = 5000
_LAST_WAIT_SECONDS = 3.0


@dataclass
class Message:
    """One notification and what became of it.

    `content` is what it says, unsealed: a `Seal` signs it anew at each attempt. `lane` is its subject:
    the messages of a lane leave one after another. `due` is the next attempt (None: held or finished).
    """

    id: str
    lane: str
    kind: str
    url: str
    content: dict[str, Any]
    order: int = 0
    due: float | None = None
    state: str = "waiting"  # waiting, held, delivered, abandoned, lost
    copies: int = 1
    forge: str = ""
    overtaken: bool = False
    attempts: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Seal:
    """How a kind of message is signed, when it counts as accepted, and when it is repeated.

    `schedule` holds the seconds from one attempt to the next.
    """

    sign: Callable[[Message], tuple[Mapping[str, str], bytes]]
    accepted: Callable[[Answer], bool]
    schedule: Sequence[float]


class Outbox:
    """Sends messages from threads of its own. Start it with `start`, end it with `stop`."""

    def __init__(self, store: Store, seals: Mapping[str, Seal], scale: float = 1.0) -> None:
        self._store = store
        self._seals = seals
        self._scale = scale
        self._changed = threading.Condition()
        self._messages = {key: Message(**body) for key, body in store.all("message").items()}
        self._order = max((message.order for message in self._messages.values()), default=0)
        self._busy: set[str] = set()
        self._stopping = False
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End: let attempts under way come back, but not for long; what they bring later is not written down."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._busy, _LAST_WAIT_SECONDS)
            self._closed = True
        if self._thread.is_alive():
            self._thread.join(timeout=_LAST_WAIT_SECONDS)

    def send(self, *, lane: str, kind: str, url: str, content: dict[str, Any], behaviour: Behaviour) -> Message:
        """Put a notification on its way, the way `behaviour` says. Without a `url` it is lost."""
        message = Message(id=str(ids.new_id()), lane=lane, kind=kind, url=url, content=content)
        now = clock.now().timestamp()
        with self._changed:
            self._order += 1
            message.order = self._order
            mode = behaviour.notification
            if mode is Notification.LOST or not url:
                message.state = "lost"
            elif mode is Notification.HELD:
                message.state = "held"
            else:
                message.due = now + (behaviour.seconds if mode is Notification.LATE else 0)
                message.copies = behaviour.times if mode is Notification.TWICE else 1
                message.forge = behaviour.forge if mode is Notification.FORGED else ""
            self._swap(message, mode, now)
            self._keep(message)
            self._changed.notify_all()
        return message

    def _swap(self, message: Message, mode: Notification, now: float) -> None:
        """Let `message` overtake the one of its lane that waits to be overtaken, or wait for that itself."""
        waiting = [each for each in self._messages.values() if each.overtaken and each.lane == message.lane]
        for each in waiting:
            self._order += 1
            each.order, each.due, each.state, each.overtaken = self._order, now, "waiting", False
            self._keep(each)
        if mode is Notification.OUT_OF_ORDER and not waiting and message.url:
            message.due, message.state, message.overtaken = None, "held", True

    def release(self, lane: str = "") -> int:
        """Send what is held or late, of one lane or of all; return how many."""
        now = clock.now().timestamp()
        with self._changed:
            freed = [m for m in self._all(lane) if m.state == "held" or (m.state == "waiting" and not m.attempts)]
            for message in freed:
                message.state, message.due, message.overtaken = "waiting", now, False
                self._keep(message)
            self._changed.notify_all()
        return len(freed)

    def hurry(self, lane: str = "") -> int:
        """Make the next repetition of unaccepted messages due now; return how many."""
        with self._changed:
            late = [message for message in self._all(lane) if message.state == "waiting"]
            for message in late:
                message.due = clock.now().timestamp()
            self._changed.notify_all()
        return len(late)

    def of(self, lane: str) -> list[dict[str, Any]]:
        """The messages of a lane with all their attempts, oldest first."""
        with self._changed:
            return [asdict(message) for message in self._all(lane)]

    def wait_for(self, holds: Callable[[], bool], seconds: float = 10.0) -> bool:
        """Wait until `holds()`, looked at whenever a message changes; at most `seconds`."""
        with self._changed:
            return self._changed.wait_for(holds, seconds)

    def _all(self, lane: str) -> list[Message]:
        return [message for message in self._messages.values() if not lane or message.lane == lane]

    def _keep(self, message: Message) -> None:
        self._messages[message.id] = message
        self._store.put("message", message.id, asdict(message))
        if len(self._messages) > _KEPT:
            self._forget(m for m in list(self._messages.values()) if m.state in {"delivered", "lost", "abandoned"})

    def _forget(self, finished: Iterable[Message]) -> None:
        for message in finished:
            if len(self._messages) <= _KEPT // 2:
                return
            del self._messages[message.id]
            self._store.drop("message", message.id)

    def _run(self) -> None:
        while True:
            with self._changed:
                if self._stopping:
                    return
                now = clock.now().timestamp()
                ready: dict[str, Message] = {}
                nearest: float | None = None
                for message in sorted(self._messages.values(), key=lambda each: each.order):
                    if message.due is None or message.lane in self._busy:
                        continue
                    if message.due <= now:
                        ready.setdefault(message.lane, message)
                    else:
                        nearest = min(nearest or message.due, message.due)
                self._busy |= ready.keys()
                if not ready:
                    self._changed.wait(None if nearest is None else max(0.001, nearest - now))
            for message in ready.values():
                threading.Thread(target=self._attempt, args=(message,), daemon=True).start()

    def _attempt(self, message: Message) -> None:
        seal = self._seals[message.kind]
        headers, body = seal.sign(message)
        answers: list[Answer] = []
        gate = threading.Barrier(message.copies)

        def one() -> None:
            gate.wait()
            answers.append(post(message.url, headers, body))

        threads = [threading.Thread(target=one, daemon=True) for _ in range(message.copies)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with self._changed:
            if self._closed:
                return
            self._note(message, seal, answers)
            self._busy.discard(message.lane)
            self._keep(message)
            self._changed.notify_all()

    def _note(self, message: Message, seal: Seal, answers: Sequence[Answer]) -> None:
        now = clock.now()
        repeats = sum(1 for attempt in message.attempts if attempt["copy"] == 0)
        for copy, answer in enumerate(answers):
            message.attempts.append(
                {"at": now.isoformat(), "copy": copy, "status": answer.status, "answer": answer.text[:200],
                 "accepted": seal.accepted(answer)}
            )  # fmt: skip
        message.copies = 1
        message.due = None
        if any(map(seal.accepted, answers)):
            message.state = "delivered"
        elif message.forge or repeats >= len(seal.schedule):
            message.state = "abandoned"
        else:
            message.due = now.timestamp() + seal.schedule[repeats] * self._scale
