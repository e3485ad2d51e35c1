"""How passwords are kept (ACC-03)."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import argon2
import pytest
from argon2.exceptions import HashingError
from argon2.low_level import ffi, hash_secret

from kontor.contexts.accounts import workspace
from kontor.contexts.accounts.hashing import hashed, matches
from kontor.contexts.accounts.workspace import Workspace

SALT = b"0123456789abcdef"


@pytest.mark.rule("ACC-03")
def test_a_hash_says_with_what_it_was_made() -> None:
    encoded = hashed("Lantern42harbour").encoded
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert matches("Lantern42harbour", encoded)
    assert not matches("lantern42harbour", encoded)


@pytest.mark.rule("ACC-03")
@pytest.mark.parametrize("password", ["Lantern42harbour", "Ключ от дома 7", "长江水 Yangtze 42", "x" * 128])
def test_the_library_reads_our_hashes_and_we_read_its(password: str) -> None:
    ours = hashed(password).encoded.removeprefix("argon2")
    assert argon2.PasswordHasher().verify(ours, password)
    costs = {"time_cost": 2, "memory_cost": 19_456, "parallelism": 1, "hash_len": 32, "type": argon2.Type.ID}
    theirs = hash_secret(password.encode(), b"0123456789abcdefghijkl", **costs).decode()
    assert matches(password, f"argon2{theirs}")
    assert not matches(f"{password}.", f"argon2{theirs}")


def test_a_hash_of_other_costs_is_read_too() -> None:
    """Of a backup of another house, or of the day before the costs rise."""
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=2).hash("Lantern42harbour")
    assert matches("Lantern42harbour", f"argon2{cheap}")
    assert not matches("Lantern43harbour", f"argon2{cheap}")


def kept(room: Workspace) -> int:
    """KiB of its block that are in memory."""
    assert room._block is not None
    start = int(ffi.cast("uintptr_t", ffi.from_buffer(room._block)))
    total, inside = 0, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        head = line.split(maxsplit=1)[0]
        if "-" in head and not head.endswith(":"):
            first, last = (int(each, 16) for each in head.split("-"))
            inside = first < start + len(room._block) and start < last
        elif inside and head == "Rss:":
            total += int(line.split()[1])
    return total


def test_a_process_hashes_one_at_a_time_and_keeps_its_memory_while_somebody_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So that many who sign in at one moment do not take 19 MiB each, nor fetch them anew."""
    room, plain = Workspace(memory_cost=19_456, time_cost=1), workspace.core
    working, most, between = 0, 0, list[int]()
    first_is_in, second_waits = threading.Event(), threading.Event()

    def watched(*args: Any) -> int:
        nonlocal working, most
        working += 1
        most = max(most, working)
        if not first_is_in.is_set():
            first_is_in.set()
            assert second_waits.wait(10)
        else:
            between.append(kept(room))
        code = plain(*args)
        working -= 1
        return code

    monkeypatch.setattr(workspace, "core", watched)
    tags: list[bytes] = []
    people = [threading.Thread(target=lambda: tags.append(room.raw(b"Lantern42", SALT, 32))) for _ in range(2)]
    people[0].start()
    assert first_is_in.wait(10)
    people[1].start()
    while room._inside < 2:  # it is on its way
        assert people[1].is_alive()
    second_waits.set()
    for each in people:
        each.join(10)
    assert (len(set(tags)), len(tags), most) == (1, 2, 1)
    assert between[0] >= 19_456
    assert (kept(room), room.in_use) == (0, False)


def test_what_the_library_refuses_is_told_and_the_turn_is_over() -> None:
    room = Workspace(memory_cost=64, time_cost=1)
    with pytest.raises(HashingError):
        room.raw(b"Lantern42", b"short", 32)
    assert not room.in_use
    assert len(room.raw(b"Lantern42", SALT, 32)) == 32
