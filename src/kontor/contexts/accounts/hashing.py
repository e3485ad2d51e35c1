"""How passwords are kept (ACC-03): Argon2id with OWASP's parameters, 19 MiB, two passes, one lane."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.utils.crypto import constant_time_compare

from kontor.contexts.accounts.workspace import Workspace


class Argon2id(Argon2PasswordHasher):
    """Django's Argon2id with the cost that OWASP recommends for servers, and memory that is not fetched each time."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        params = self.params()
        tag = _workspace.raw(password.encode(), salt.encode(), params.hash_len)
        cost = f"m={self.memory_cost},t={self.time_cost},p={self.parallelism}"
        return f"{self.algorithm}$argon2id$v={params.version}${cost}${_plain(salt.encode())}${_plain(tag)}"

    def verify(self, password: str, encoded: str) -> bool:
        if self.must_update(encoded):  # of another time, with other costs
            return bool(super().verify(password, encoded))
        return constant_time_compare(self.encode(password, self.decode(encoded)["salt"]), encoded)


_workspace = Workspace(memory_cost=Argon2id.memory_cost, time_cost=Argon2id.time_cost)


def _plain(text: bytes) -> str:
    """Base64 without padding, as the format of Argon2's authors has it."""
    return base64.b64encode(text).rstrip(b"=").decode()


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
