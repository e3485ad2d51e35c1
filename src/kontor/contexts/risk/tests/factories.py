"""Attempts and people for tests of risk."""

from __future__ import annotations

import itertools
from typing import Any
from uuid import UUID

from kontor.contexts.accounts.models import Account, AccountState
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.risk.judging import judge
from kontor.contexts.risk.rules.attempt import Attempt, Behaviour, Contact, Device, Field, Mode
from kontor.contexts.risk.rules.decision import Decision
from kontor.contexts.risk.services.keep_judgement import keep_judgement
from kontor.kernel.clock import now

_numbers = itertools.count(1)


def hand(
    gap: float = 180.0, spread: float = 0.6, pause: float = 1.5, *, pages: int = 2, slack: float = 6.0
) -> Behaviour:
    """A form typed by one hand."""
    fields = tuple(
        Field(name, Mode.TYPED, round(pause + 9 * gap / 1000, 3), 9, 0, gap, spread)
        for name in ("address", "given_name", "family_name", "password", "password_again")
    )
    return Behaviour(fields, sum(field.seconds for field in fields) + slack, 40, 0, pages)


def somebody(**given: Any) -> Attempt:
    """An honest attempt that shares nothing with any other, but for what is given."""
    n = next(_numbers)
    device = given.pop("device", None) or Device(f"{n:032x}", 0.0, f"headers{n}", f"{n:032x}", f"{n + 7:032x}")
    own = hand(
        90 + (n * 37) % 400, 0.3 + (n * 13 % 70) / 100, 0.4 + (n * 29 % 50) / 10, pages=1 + n % 3, slack=1 + n * 7 % 23
    )
    behaviour = given.pop("behaviour", own)
    fields: dict[str, Any] = {
        "at": now(), "address": f"10.{n // 250}.{n % 250}.7", "country": "BG",
        "contact": Contact(False, f"d{n}.example"),
        "page_seconds": behaviour.seconds + 1 if behaviour else 30.0, "copied": f"copy{n}" if behaviour else "",
    }  # fmt: skip
    return Attempt(device=device, behaviour=behaviour, **(fields | given))


def joins(attempt: Attempt, **account: Any) -> tuple[Account, Decision]:
    """Judge the attempt, make its account, keep the judgement."""
    judged = judge(attempt)
    made = make_account(**({"state": AccountState.PENDING, "verified_at": None} | account))
    return made, keep_judgement(judged=judged, account_id=made.id)


def machine(name: str, *, cookie: str = "") -> Device:
    """A machine by its name; without `cookie` the browser has forgotten ours."""
    n = next(_numbers)
    return Device(cookie or f"c{n}", 0.0, f"h{name}", f"f{name}", f"w{name}")


def ids(accounts: list[Account]) -> list[UUID]:
    return [account.id for account in accounts]
