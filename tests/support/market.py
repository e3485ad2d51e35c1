"""A whole market as a process of its own: `kontor up` in a folder and on ports of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import httpx
import psycopg

from kontor.platform.database import address
from tests.support.ports import free_port

_PORTS = ("PORT", "STREAM_PORT", "GATEWAY_PORT", "CARRIERS_PORT", "IDENTITY_PORT", "BANK_PORT")
PATIENCE = 240.0  # seconds: a machine that runs other tests at the same time is slow
_CHILDREN = {  # what a process is called, and the words of its command line
    "web": ("granian", "wsgi"), "stream": ("granian", "asgi"), "jobs": ("kontor.platform.jobs",),
    "gateway": ("kontor.sandbox.gateway",), "carriers": ("kontor.sandbox.carriers",),
    "identity": ("kontor.sandbox.identity",), "bank": ("kontor.sandbox.bank",),
}  # fmt: skip

_SET_POLICIES = """
import json, sys
from kontor.kernel.viewer import System
from kontor.platform.cli.boot import market
with market(migrated=False):
    from kontor.platform import policy
    policy.load()
    for name, text in json.loads(sys.argv[1]).items():
        policy.set_policy(name=name, text=text, by=System("test"), by_name="test", reason=sys.argv[2])
"""


def until(holds: Callable[[], Any], what: str, seconds: float = 60.0) -> Any:
    """Wait for a condition, never for a time.

    Returns:
        What `holds` returned when it was true.
    """
    deadline = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.02)
    return found


@contextmanager
def running_market(data: Path, *, scale: str = "", **environment: str) -> Iterator[Market]:
    """An open market in the folder `data`, with a demo of size `scale` ("": empty), closed at the end.

    Args:
        environment: more variables of the deployment, e.g. `KONTOR_INSTANT_PAYMENTS="1"`; with `DATABASE_URL`
            it starts as in production, on that database.
    """
    options = ("--scale", scale) if scale else ("--no-demo",)
    with Market(data, *options, environment=environment) as market:
        yield market


class Market:
    """`kontor up` under test. Use it as a context manager.

    Args:
        data: its folder; kept between starts.
        options: more options of `kontor up`.
        environment: more variables.
    """

    def __init__(self, data: Path, *options: str, environment: dict[str, str] | None = None) -> None:
        ports = {f"KONTOR_{name}": str(free_port()) for name in _PORTS}
        self.data = data
        self.options = options
        self.address = f"http://127.0.0.1:{ports['KONTOR_PORT']}"
        self.gateway = f"http://127.0.0.1:{ports['KONTOR_GATEWAY_PORT']}"
        self.carriers = f"http://127.0.0.1:{ports['KONTOR_CARRIERS_PORT']}"
        ours = ("KONTOR_", "DATABASE_URL", "DJANGO_", "PYTEST_")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        self.environment = {**clean, **ports, "KONTOR_DATA": str(data), **(environment or {})}
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait until it can serve."""
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kontor.platform.cli", "up", *self.options],
                env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while not self.ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the market did not open:\n{(self.data / 'log').read_text()[-4000:]}")
            time.sleep(0.1)

    def ready(self) -> bool:
        try:
            return httpx.get(f"{self.address}/readyz", timeout=2, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    def stop(self) -> int:
        """Close it as Ctrl-C does.

        Returns:
            Its exit code.
        """
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    @property
    def url(self) -> str:
        """Where buyers reach it, without a closing slash."""
        return self.address

    @property
    def gateway_url(self) -> str:
        return self.gateway

    @property
    def carriers_url(self) -> str:
        return self.carriers

    @property
    def mailbox_url(self) -> str:
        return f"{self.address}/_mailbox/"

    @property
    def database_url(self) -> str:
        return self.environment.get("DATABASE_URL") or address.url(self.data)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Look into its database, past the program."""
        with psycopg.connect(self.database_url, autocommit=True, connect_timeout=10) as connection:
            return connection.execute(sql, values).fetchall()

    def pid_of(self, name: str) -> int:
        """Process id of a part: `market` (the supervisor), `web` (one worker), `stream`, `jobs`, `gateway`, `carriers`
        or `postgres`.

        Raises:
            LookupError: when it is not running at this moment.
        """
        assert self.process is not None
        if name == "market":
            return self.process.pid
        for pid, words in _children(self.process.pid).items():
            if name == "postgres" and Path(words[0]).name == "postgres":
                return pid
            if name in _CHILDREN and all(word in words for word in _CHILDREN[name]):
                workers = _children(pid) if name in {"web", "stream"} else {pid: words}
                if workers:
                    return next(iter(workers))
        raise LookupError(f"no {name} is running")

    def kill(self, name: str = "market") -> int:
        """SIGKILL one of its processes (see `pid_of`); the whole market as a power cut does, when none is named.

        Returns:
            The process id that it had.
        """
        pid = self.pid_of(name)
        os.kill(pid, signal.SIGKILL)
        if name == "market":
            assert self.process is not None
            self.process.wait()
        return pid

    @contextmanager
    def unattended(self) -> Iterator[None]:
        """The supervisor sleeps: what is killed inside stays dead until the end of the block."""
        os.kill(self.pid_of("market"), signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.pid_of("market"), signal.SIGCONT)

    def verify(self) -> list[str]:
        """What `kontor verify` finds wrong; [] when everything adds up."""
        done = self.run("verify")
        said = [line for line in done.stdout.splitlines() if line.strip()]
        return [] if done.returncode == 0 else [*said, done.stderr]

    def run(self, *arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
        """Run another `kontor` command on the same installation."""
        return subprocess.run(
            [sys.executable, "-m", "kontor.platform.cli", *arguments],
            env={**self.environment, "COLUMNS": "200"}, capture_output=True, text=True, check=False, **more,  # type: ignore[call-overload]
        )  # fmt: skip

    def set_policies(self, figures: dict[str, str], reason: str) -> None:
        """What `kontor policy set` does, for several values in one process; a running market follows in a second."""
        done = subprocess.run(
            [sys.executable, "-c", _SET_POLICIES, json.dumps(figures), reason],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def processes(self) -> list[int]:
        """Living processes of this market."""
        marks = (f"KONTOR_DATA={self.data}".encode(),)
        found = []
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and any(m in (entry / "environ").read_bytes().split(b"\0") for m in marks):
                    state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
                    found += [int(entry.name)] if state not in "ZX" else []
            except OSError:
                continue
        return found


def _children(parent: int) -> dict[int, list[str]]:
    """The living children of a process, oldest first, with the words of their command lines."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            stat = (entry / "stat").read_text().rpartition(")")[2].split()
            words = (entry / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
        except OSError:
            continue
        if int(stat[1]) == parent and stat[0] not in "ZX":
            found[int(entry.name)] = words
    return dict(sorted(found.items()))
