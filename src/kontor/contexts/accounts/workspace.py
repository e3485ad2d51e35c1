"""Where password hashes are worked out: one block of memory in a process, kept while somebody waits for it.

Argon2 goes over 19 MiB for each hash. The library asks the system for them each time, which has to wipe them first:
a tenth of what a hash costs. Those that come one after another work in the same block; the last one gives it back.
"""

from __future__ import annotations

import mmap
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import ARGON2_VERSION, Type, core, error_to_str, ffi

_LARGE_PAGE = 2 * 1024 * 1024


class Workspace:
    """Room for Argon2id of one lane with `memory_cost` KiB; one hash at a time.

    Several at once would push each other's memory out of the processor's cache, and a process could grow by as
    much with each.
    """

    def __init__(self, *, memory_cost: int, time_cost: int) -> None:
        self._memory_cost, self._time_cost = memory_cost, time_cost
        self._turn, self._counting, self._inside = threading.Lock(), threading.Lock(), 0
        self._block: mmap.mmap | None = None
        self._address: Any = None
        self._allocate = ffi.callback("int(uint8_t **, size_t)", self._lend)
        self._free = ffi.callback("void(uint8_t *, size_t)", lambda _memory, _size: None)

    def raw(self, secret: bytes, salt: bytes, length: int) -> bytes:
        """The tag of RFC 9106, version 19, for `secret`.

        Raises:
            HashingError: the library refuses its parameters.
        """
        tag, secret_copy, salt_copy = (
            ffi.new("uint8_t[]", length), ffi.new("uint8_t[]", secret), ffi.new("uint8_t[]", salt)
        )  # fmt: skip
        context = ffi.new("argon2_context *", {
            "version": ARGON2_VERSION, "out": tag, "outlen": length, "pwd": secret_copy, "pwdlen": len(secret),
            "salt": salt_copy, "saltlen": len(salt), "secret": ffi.NULL, "secretlen": 0, "ad": ffi.NULL, "adlen": 0,
            "t_cost": self._time_cost, "m_cost": self._memory_cost, "lanes": 1, "threads": 1,
            "allocate_cbk": self._allocate, "free_cbk": self._free, "flags": 0,
        })  # fmt: skip
        with self._my_turn():
            code = core(context, Type.ID.value)
        if code != 0:
            raise HashingError(error_to_str(code))
        return bytes(ffi.buffer(tag, length))

    @property
    def in_use(self) -> bool:
        """Whether somebody's hash is being worked out."""
        return self._turn.locked()

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        with self._counting:
            self._inside += 1
        try:
            with self._turn:
                yield
        finally:
            with self._counting:
                self._inside -= 1
                if not self._inside and self._block is not None:
                    self._block.madvise(mmap.MADV_DONTNEED)

    def _lend(self, memory: Any, size: int) -> int:
        """Argon2 asks for its memory; it has wiped what was there, and wipes it again."""
        if self._block is None:
            self._block = mmap.mmap(-1, size + _LARGE_PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
            if hasattr(mmap, "MADV_HUGEPAGE"):
                self._block.madvise(mmap.MADV_HUGEPAGE)  # thousands of small pages cost half as much again
            start = ffi.from_buffer(self._block)
            shift = -int(ffi.cast("uintptr_t", start)) % _LARGE_PAGE
            self._address = ffi.cast("uint8_t *", start) + shift
        memory[0] = self._address
        return 0
