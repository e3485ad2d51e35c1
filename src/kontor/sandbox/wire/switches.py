"""Switches for misbehaviour: how notifications are sent and how the API answers, for all or for one subject."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any

from kontor.sandbox.wire.http import Drop, Response
from kontor.sandbox.wire.store import Store

_MOST_COPIES = 50
_LONGEST_SECONDS = 86_400.0


class Notification(StrEnum):
    """How a notification goes out."""

    NORMAL = "normal"
    LATE = "late"  # after `seconds`
    HELD = "held"  # when released
    TWICE = "twice"  # `times` copies at the same moment
    FORGED = "forged"  # see `Forgery`; nobody sends the true one
    LOST = "lost"  # never; a question to the API is answered truthfully
    OUT_OF_ORDER = "out_of_order"  # after the next one of the same subject


class Forgery(StrEnum):
    """What is wrong with a forged notification."""

    SIGNATURE = "signature"  # true content, signed with a key that is not ours
    CONTENT = "content"  # truly signed, then altered


class Api(StrEnum):
    """How the API answers."""

    NORMAL = "normal"
    HANG = "hang"  # after `api_seconds`, or when released
    ERROR = "error"  # HTTP 500
    DROP = "drop"  # the connection is closed


class When(StrEnum):
    """Whether the API misbehaves before it does the work, or after it (the work is done, the answer is not seen)."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Behaviour:
    """One setting of all switches."""

    notification: Notification = Notification.NORMAL
    seconds: float = 5.0
    times: int = 2
    forge: Forgery = Forgery.SIGNATURE
    api: Api = Api.NORMAL
    api_seconds: float = 20.0
    api_when: When = When.BEFORE

    def changed(self, values: Mapping[str, Any]) -> Behaviour:
        """With the given switches set, and the others as they are.

        Raises:
            ValueError: for an unknown switch or a value out of bounds.
        """
        unknown = set(values) - {each.name for each in fields(self)}
        if unknown:
            raise ValueError(f"unknown switches: {', '.join(sorted(unknown))}")
        kinds: dict[str, Callable[[Any], object]] = {
            "notification": Notification, "seconds": float, "times": int, "forge": Forgery,
            "api": Api, "api_seconds": float, "api_when": When,
        }  # fmt: skip
        read: dict[str, Any] = {name: kinds[name](value) for name, value in values.items()}
        made = replace(self, **read)
        if not 1 <= made.times <= _MOST_COPIES:
            raise ValueError(f"times is a number from 1 to {_MOST_COPIES}")
        if not (0 <= made.seconds <= _LONGEST_SECONDS and 0 <= made.api_seconds <= _LONGEST_SECONDS):
            raise ValueError("seconds are from 0 to a day")
        return made

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Switches:
    """The settings in force. A subject is a payment's or a parcel's key; "" is the setting for all."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._set = {subject: Behaviour().changed(body) for subject, body in store.all("switch").items()}
        self._released = threading.Event()

    def of(self, subject: str = "") -> Behaviour:
        """What holds for `subject`: its own setting, or else the one for all."""
        with self._lock:
            return self._set.get(subject) or self._set.get("") or Behaviour()

    def change(self, subject: str, values: Mapping[str, Any]) -> Behaviour:
        """Set switches for `subject` ("" for all) and return what holds now."""
        made = self.of(subject).changed(values)
        with self._lock:
            self._set[subject] = made
            self._store.put("switch", subject, made.as_dict())
        return made

    def reset(self) -> None:
        """Everything back to normal, for all and for each."""
        with self._lock:
            for subject in self._set:
                self._store.drop("switch", subject)
            self._set.clear()

    def release(self) -> None:
        """Let go of the answers that hang."""
        self._released.set()
        self._released = threading.Event()

    def answering(self, subject: str, work: Callable[[], Response]) -> Response:
        """Do the API's `work` and answer it the way the switches of `subject` say.

        Raises:
            Drop: when the connection is to be closed.
        """
        behaviour = self.of(subject)
        response = work() if behaviour.api_when is When.AFTER else None
        if behaviour.api is Api.DROP:
            raise Drop
        if behaviour.api is Api.ERROR:
            return Response(500, b"the sandbox was told to fail")
        if behaviour.api is Api.HANG:
            self._released.wait(behaviour.api_seconds)
        return response or work()
