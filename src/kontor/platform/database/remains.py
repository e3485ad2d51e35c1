"""What a crash leaves behind in a cluster, cleared so that the next start needs no repair.

PostgreSQL takes a dead postmaster that nobody has reaped, or a stranger who got its process id, for a
running server and refuses to start. We look at the processes themselves: whoever works in the cluster's
folder belongs to it, and nobody else does.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

PATIENCE = 10.0  # seconds for processes of a dead server to leave by themselves


def clear(cluster: Path) -> None:
    """Make sure that nothing of an earlier server lives, then remove its pid file.

    Call it only while holding the lock of the data folder.
    """
    pid_file = cluster / "postmaster.pid"
    if not pid_file.exists() and not inside(cluster):
        return
    for pid in inside(cluster):
        _signal(pid, signal.SIGQUIT if pid != _postmaster(pid_file) else signal.SIGINT)
    deadline = time.monotonic() + PATIENCE
    while left := inside(cluster):
        if time.monotonic() > deadline:
            for pid in left:
                _signal(pid, signal.SIGKILL)
        time.sleep(0.02)
    pid_file.unlink(missing_ok=True)
    for socket in (cluster / "run").glob(".s.PGSQL.*"):
        socket.unlink(missing_ok=True)


def inside(cluster: Path) -> list[int]:
    """Living processes (not zombies) whose working folder is the cluster."""
    try:
        wanted = cluster.stat()
    except FileNotFoundError:
        return []
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            place = (entry / "cwd").stat()
            state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            program = (entry / "comm").read_text().strip()
        except OSError:  # gone, or not ours to look at
            continue
        same = (place.st_dev, place.st_ino) == (wanted.st_dev, wanted.st_ino)
        if same and state not in "ZX" and program == "postgres":
            found.append(int(entry.name))
    return found


def _postmaster(pid_file: Path) -> int:
    try:
        return int(pid_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return 0


def _signal(pid: int, sent: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, sent)
