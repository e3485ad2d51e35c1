"""How passwords are kept (ACC-03): Argon2id with OWASP's parameters, 19 MiB, two passes, one lane."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password

# One at a time in a process: each goes over 19 MiB again and again, and several at once push each other's out of
# the processor's cache. Nor can many that sign in at one moment make a process grow by 19 MiB each.
_in_turn = threading.Lock()


class Argon2id(Argon2PasswordHasher):
    """Django's Argon2id with the cost that OWASP recommends for servers."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1

    def encode(self, *args: Any, **kwargs: Any) -> str:
        with _in_turn:
            return str(super().encode(*args, **kwargs))

    def verify(self, *args: Any, **kwargs: Any) -> bool:
        with _in_turn:
            return bool(super().verify(*args, **kwargs))


@dataclass(frozen=True, slots=True)
class HashedPassword:
    """A password that kept the rules and is now only a hash; made before the transaction, never inside it."""

    encoded: str


def no_password() -> HashedPassword:
    """What nothing matches: its owner signs in another way, or sets a password later (ACC-08)."""
    return HashedPassword(make_password(None))


def hashed(password: str) -> HashedPassword:
    """Hash `password`; it costs tens of milliseconds by design."""
    return HashedPassword(make_password(password))


def matches(password: str, encoded: str) -> bool:
    """Whether `password` belongs to `encoded`; takes the same time when `encoded` is empty (ACC-20)."""
    if not encoded:
        make_password(password)
        return False
    return check_password(password, encoded)
