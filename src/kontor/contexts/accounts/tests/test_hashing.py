"""How passwords are kept (ACC-03)."""

from __future__ import annotations

from typing import Any

import argon2
import pytest

from kontor.contexts.accounts import hashing
from kontor.contexts.accounts.hashing import hashed, matches


@pytest.mark.rule("ACC-03")
def test_a_hash_says_with_what_it_was_made() -> None:
    encoded = hashed("Lantern42harbour").encoded
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert matches("Lantern42harbour", encoded)
    assert not matches("lantern42harbour", encoded)


def test_a_process_hashes_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that many who sign in at one moment do not take 19 MiB each."""
    encoded = hashed("Lantern42harbour").encoded
    in_turn: list[bool] = []

    def watch(owner: Any, name: str) -> None:
        plain = getattr(owner, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            in_turn.append(hashing._in_turn.locked())
            return plain(*args, **kwargs)

        monkeypatch.setattr(owner, name, call)

    watch(argon2.low_level, "hash_secret")
    watch(argon2.PasswordHasher, "verify")
    hashed("Lantern42harbour")
    matches("Lantern42harbour", encoded)
    assert in_turn == [True, True]
    assert not hashing._in_turn.locked()
