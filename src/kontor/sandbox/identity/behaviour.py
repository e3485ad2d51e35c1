"""Switches: what is handed over, what is wrong with it, and how the interface answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any

from kontor.sandbox.wire.http import Drop, Response

_LONGEST_SECONDS = 3600.0


class Email(StrEnum):
    """What is told of the address."""

    NORMAL = "normal"
    NONE = "none"
    UNVERIFIED = "unverified"


class Wrong(StrEnum):
    """What is wrong with the answer about the person."""

    NOTHING = "nothing"
    NONCE = "nonce"
    SIGNATURE = "signature"
    ALGORITHM = "algorithm"  # signed with the client's secret (HS256) instead of the key
    AUDIENCE = "audience"
    PARTY = "party"  # made for several, and another one may use it (azp)
    ISSUER = "issuer"
    EXPIRED = "expired"
    STATE = "state"  # the browser comes back with another one
    ISS = "iss"  # the browser comes back from somebody else


class Api(StrEnum):
    """How the interface answers."""

    NORMAL = "normal"
    SLOW = "slow"  # after `seconds`, or when released
    ERROR = "error"  # HTTP 500
    DROP = "drop"  # the connection is closed
    NONSENSE = "nonsense"  # a page instead of JSON


@dataclass(frozen=True)
class Behaviour:
    """One setting of all switches."""

    email: Email = Email.NORMAL
    wrong: Wrong = Wrong.NOTHING
    api: Api = Api.NORMAL
    seconds: float = 20.0
    code_again: bool = False  # a code counts more than once, as no provider allows

    def changed(self, values: Mapping[str, Any]) -> Behaviour:
        """With the given switches set, and the others as they are.

        Raises:
            ValueError: for an unknown switch or a value out of bounds.
        """
        if unknown := set(values) - {each.name for each in fields(self)}:
            raise ValueError(f"unknown switches: {', '.join(sorted(unknown))}")
        kinds: dict[str, Callable[[Any], object]] = {
            "email": Email, "wrong": Wrong, "api": Api, "seconds": float, "code_again": bool,
        }  # fmt: skip
        read: dict[str, Any] = {name: kinds[name](value) for name, value in values.items()}
        made = replace(self, **read)
        if not 0 <= made.seconds <= _LONGEST_SECONDS:
            raise ValueError("seconds are from 0 to an hour")
        return made


class Switches:
    """The setting in force."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.now = Behaviour()
        self._released = threading.Event()

    def change(self, values: Mapping[str, Any]) -> dict[str, Any]:
        with self._lock:
            self.now = self.now.changed(values)
        return asdict(self.now)

    def reset(self) -> dict[str, Any]:
        with self._lock:
            self.now = Behaviour()
        self.release()
        return asdict(self.now)

    def release(self) -> None:
        """Let go of the answers that are slow."""
        self._released.set()
        self._released = threading.Event()

    def answering(self, work: Callable[[], Response]) -> Response:
        """Do the interface's `work` and answer it the way the switches say.

        Raises:
            Drop: when the connection is to be closed.
        """
        behaviour = self.now
        if behaviour.api is Api.DROP:
            raise Drop
        if behaviour.api is Api.ERROR:
            return Response(500, b"the sandbox was told to fail")
        if behaviour.api is Api.NONSENSE:
            return Response(200, b"<html>Back soon</html>", "text/html")
        if behaviour.api is Api.SLOW:
            self._released.wait(behaviour.seconds)
        return work()
