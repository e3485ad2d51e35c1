"""How passwords are kept (ACC-03): Argon2id with OWASP's parameters, 19 MiB, two passes, one lane."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password


class Argon2id(Argon2PasswordHasher):
    """Django's Argon2id with the cost that OWASP recommends for servers."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1


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
