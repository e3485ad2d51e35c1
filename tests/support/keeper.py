"""Keeps one PostgreSQL for all test runs of this checkout, for as long as any of them lasts.

Every run holds a shared lock on `users`; the keeper stops the server when nobody holds one. A crash of
whatever kind releases the lock, so nothing is ever left running.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from kontor.platform.database.server import AlreadyRunning, CannotStart, Server

LINGER = 20.0  # seconds without users before it stops: runs often follow each other
LOOK = 1.0


def join(folder: Path) -> IO[str]:
    """Become a user of the shared server in `folder`, starting its keeper when there is none.

    Returns:
        The open lock: closing it (or dying) leaves.
    """
    folder.mkdir(parents=True, exist_ok=True)
    users = (folder / "users").open("a+")
    fcntl.flock(users, fcntl.LOCK_SH)
    ready = folder / "ready"
    deadline = time.monotonic() + 90
    while not _serves(ready):
        if time.monotonic() > deadline:
            raise RuntimeError(f"the test database did not come up; see {folder / 'postgres.log'} and keeper.log")
        with (folder / "keeper.log").open("ab") as log:
            subprocess.Popen(
                [sys.executable, "-m", "tests.support.keeper", str(folder)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": "src:."},
                cwd=Path(__file__).resolve().parents[2],
            )
        _wait(ready, 5)
    return users


def _wait(ready: Path, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not _serves(ready) and time.monotonic() < deadline:
        time.sleep(0.05)


def _serves(ready: Path) -> bool:
    try:
        os.kill(int(ready.read_text()), 0)
    except (OSError, ValueError):
        return False
    return True


def keep(folder: Path) -> None:
    """Run the server until nobody uses it."""
    server = Server(folder, durable=False)
    ready = folder / "ready"
    try:
        server.start()
    except AlreadyRunning:
        return
    except CannotStart:  # not durable: a crash of the machine may have broken it; its content is worthless
        import shutil

        shutil.rmtree(server.cluster, ignore_errors=True)
        server.start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        ready.write_text(str(server.process.pid if server.process else ""))
        quiet_since = time.monotonic()
        with (folder / "users").open("a+") as users:
            while server.alive():
                time.sleep(LOOK)
                if _unused(users):
                    if time.monotonic() - quiet_since > LINGER:
                        return
                else:
                    quiet_since = time.monotonic()
    finally:
        ready.unlink(missing_ok=True)
        server.stop()


def _unused(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(users, fcntl.LOCK_UN)
    return True


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
