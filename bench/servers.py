"""The processes that are measured: the whole market as `kontor up` runs it, and hello world on the same server."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import ground
from kontor.config.env import env
from kontor.platform.children import dies_with_us
from kontor.platform.cli.children import of_market

START_PATIENCE, STOP_PATIENCE = 90.0, 15.0  # seconds


class NotUp(RuntimeError):  # noqa: N818
    """A server did not begin to answer."""


@dataclass(frozen=True, slots=True)
class Running:
    """A running market."""

    process: int
    cold_start: float  # seconds from the command to the first good answer of /readyz


@contextmanager
def market() -> Iterator[Running]:
    """The market, started as in production, until the block ends. It writes to `market.log` in the data folder."""
    command = [sys.executable, "-m", "kontor.platform.cli", "up", "--no-demo", "--no-sandbox"]
    with (ground.DATA / "market.log").open("wb") as log:
        began = time.monotonic()
        process = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=ground.ROOT, start_new_session=True,
            preexec_fn=dies_with_us(signal.SIGTERM),  # noqa: PLW1509  (a prctl call is all it does)
        )  # fmt: skip
        try:
            _wait(process, f"http://127.0.0.1:{ground.PORT}/readyz")
            yield Running(process.pid, time.monotonic() - began)
        finally:
            _stop(process)


@contextmanager
def hello() -> Iterator[None]:
    """Hello world with the market's own command line: the same server, workers and threads."""
    web = next(child for child in of_market(env(), sandbox=False) if child.name == "web")
    command = list(web.command)
    command[-1] = "bench.hello:application"
    command[command.index("--port") + 1] = str(ground.HELLO_PORT)
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ground.ROOT, start_new_session=True,
        preexec_fn=dies_with_us(signal.SIGTERM),  # noqa: PLW1509
    )  # fmt: skip
    try:
        _wait(process, f"http://127.0.0.1:{ground.HELLO_PORT}/")
        yield
    finally:
        _stop(process)


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise NotUp(f"{address} never answered: its server ended with {process.returncode}.{_tail()}")
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.05)
    raise NotUp(f"{address} did not answer within {START_PATIENCE:.0f} s.{_tail()}")


def _tail() -> str:
    log = ground.DATA / "market.log"
    return f" Its last words:\n{log.read_text(errors='replace')[-1500:]}" if log.exists() else ""


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(STOP_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def workers_memory(supervisor: int) -> list[float]:
    """MB of resident memory of each process that serves pages, largest first."""
    web = next((child for child in children(supervisor) if "kontor.config.wsgi" in command(child)), None)
    sizes = [_resident(child) for child in children(web)] if web is not None else []
    return sorted((size for size in sizes if size > 20), reverse=True)  # without Python's small resource tracker


def children(process: int) -> list[int]:
    """Direct children, all threads' together."""
    found: list[int] = []
    for listing in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += map(int, listing.read_text().split())
        except OSError:  # a thread that has just ended
            continue
    return found


def command(process: int) -> str:
    """Its command line, "" when it is gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


def _resident(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)
