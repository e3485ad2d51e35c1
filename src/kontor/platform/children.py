"""Child processes: they never outlive us (the kernel signals them when their parent is gone), and serve for long."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
from collections.abc import Callable

_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_COLLECT = (10_000, 20, 50)  # new objects before a look at them, and how many looks before the next older ones
_libc = ctypes.CDLL(None, use_errno=True)


def dies_with_us(sent: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """A `preexec_fn` for `subprocess.Popen`: the child gets `sent` when the calling thread's process dies.

    Start such children from the main thread: the kernel watches the thread that forked.
    """
    parent = os.getpid()

    def prepare() -> None:
        _libc.prctl(_SET_PARENT_DEATH_SIGNAL, int(sent), 0, 0, 0)
        if os.getppid() != parent:  # it died between fork and prctl
            os._exit(1)

    return prepare


def die_with_parent(sent: signal.Signals = signal.SIGTERM) -> None:
    """The same, asked for by the child itself: a worker whose master was killed must not keep the port."""
    _libc.prctl(_SET_PARENT_DEATH_SIGNAL, int(sent), 0, 0, 0)


def settle() -> None:
    """Tell the collector of rings that what has been loaded stays, and to look for new ones less often.

    A process that serves for days need not go through its modules and routes again and again. Call it once, when
    everything is imported: it takes a tenth off the time of a page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT)
