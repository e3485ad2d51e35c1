"""The same request twice has one effect: for programs that repeat, and for impatient fingers."""

from kontor.platform.idempotency.once import KeyUsedForOther, StillRunning, Stored, once

__all__ = ["KeyUsedForOther", "StillRunning", "Stored", "once"]
