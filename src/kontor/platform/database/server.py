"""Our supervisor of the embedded PostgreSQL: one server per data folder, our direct child.

It starts after any crash without repair, never serves two masters (flock), never opens a cluster of
another major version, stops fast on request and does not outlive the process that started it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import psycopg

from kontor.platform.children import dies_with_us
from kontor.platform.database import address, owner, remains
from kontor.platform.database.binaries import Binaries, find
from kontor.platform.database.settings import arguments

START_PATIENCE = 120.0  # seconds, recovery included
STOP_PATIENCE = 4.0  # seconds for a fast stop before an immediate one


class AlreadyRunning(RuntimeError):
    """Another process serves this data folder."""


class CannotStart(RuntimeError):
    """The server did not come up; the message holds the reason or the end of its log."""


class Server:
    """The embedded server of the data folder `data`.

    Args:
        data: folder of the installation (`KONTOR_DATA`); the cluster lives in `postgres` inside it.
        durable: False only for tests: no waiting for the disk.
        programs: where PostgreSQL is; looked for when left out.
        user: for root: the user to run as.
    """

    def __init__(self, data: Path, *, durable: bool = True, programs: Path | None = None, user: str = "") -> None:
        self.data = data.resolve()
        self.cluster = self.data / "postgres"
        self.durable = durable
        self._owner = owner.choose(user)
        self._programs = programs
        self._lock: IO[str] | None = None
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return address.url(self.data)

    def start(self) -> None:
        """Bring the server up and wait until it answers.

        Raises:
            AlreadyRunning: when another process holds this data folder.
            CannotStart: when it does not come up, or the cluster is of another major version.
        """
        self.data.mkdir(parents=True, exist_ok=True)
        self._take_lock()
        binaries = owner.reachable(find(self._programs), self._owner)
        address.make_password(self.data)
        if not (self.cluster / "PG_VERSION").exists():
            self._make_cluster(binaries)
        self._check_version(binaries)
        remains.clear(self.cluster)
        run = self.cluster / "run"
        run.mkdir(mode=0o700, exist_ok=True)
        self._owner.take(run)
        address.make_socket_folder(self.data)
        self._launch(binaries)
        self._wait()

    def stop(self) -> None:
        """Stop it: open transactions are rolled back, everything committed is on disk."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(STOP_PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait()
        self.process = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def alive(self) -> bool:
        """Whether the server process is still there."""
        return self.process is not None and self.process.poll() is None

    def _take_lock(self) -> None:
        if self._lock is not None:
            return
        lock = (self.data / "postgres.lock").open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            lock.close()
            raise AlreadyRunning(f"{self.data} is already served by process {holder}.") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock

    def _place(self, folder: Path) -> str:
        return "/proc/self/cwd" if self._owner.lent else str(folder)

    def _make_cluster(self, binaries: Binaries) -> None:
        """Make an empty cluster beside its place and move it there when it is whole."""
        fresh = self.cluster.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(self.cluster, ignore_errors=True)  # without PG_VERSION it never was one
        fresh.mkdir(mode=0o700)
        self._owner.take(fresh)
        with tempfile.NamedTemporaryFile("w") as file:
            file.write(address.password(self.data))
            file.flush()
            self._owner.take(Path(file.name))
            command = [
                str(binaries.folder / "initdb"), "-D", self._place(fresh), "-U", address.NAME, "-E", "UTF8",
                "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C", "-k",
                "-A", "scram-sha-256", f"--pwfile={file.name}", "--no-instructions",
                *([] if self.durable else ["--no-sync"]),
            ]  # fmt: skip
            made = self._run(command, fresh)
        if made.returncode != 0:
            raise CannotStart(f"initdb failed: {made.stderr.strip() or made.stdout.strip()}")
        fresh.rename(self.cluster)

    def _run(self, command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
        extra: Mapping[str, Any] = self._owner.popen()
        return subprocess.run(  # noqa: S603
            command, cwd=folder, env=_environment(), capture_output=True, text=True, check=False, **extra
        )

    def _check_version(self, binaries: Binaries) -> None:
        made_by = int((self.cluster / "PG_VERSION").read_text())
        if made_by != binaries.major:
            raise CannotStart(
                f"The data in {self.cluster} are of PostgreSQL {made_by}, the programs at hand are of "
                f"{binaries.version}. Run the old version once more with KONTOR_POSTGRES_BIN and `kontor backup`, then "
                f"restore into an empty KONTOR_DATA."
            )

    def _launch(self, binaries: Binaries) -> None:
        extra: Mapping[str, Any] = self._owner.popen()
        log = self.data / "postgres.log"
        with log.open("ab") as sink:
            self.process = subprocess.Popen(  # noqa: S603
                [binaries.folder / "postgres", "-D", self._place(self.cluster), *arguments(durable=self.durable)],
                cwd=self.cluster,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,  # a terminal's Ctrl-C is for us, not for it
                preexec_fn=dies_with_us(signal.SIGINT),  # noqa: PLW1509  (a prctl call is all it does)
                **extra,
            )

    def _wait(self) -> None:
        deadline = time.monotonic() + START_PATIENCE
        maintenance = address.url(self.data, "postgres")
        while True:
            try:
                with psycopg.connect(maintenance, autocommit=True, connect_timeout=5) as connection:
                    known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [address.NAME])
                    if known.fetchone() is None:
                        connection.execute(f"CREATE DATABASE {address.NAME}")  # a constant of ours
                    return
            except psycopg.OperationalError as error:
                if not self.alive() or time.monotonic() > deadline:
                    tail = (self.data / "postgres.log").read_text(errors="replace")[-2000:]
                    self.stop()
                    raise CannotStart(f"PostgreSQL did not start: {error}\n{tail}") from error
                time.sleep(0.02)


def _environment() -> dict[str, str]:
    """Nothing of ours leaks into the server: no PG* variables, a plain locale."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
