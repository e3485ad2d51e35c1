"""`wrk` for plain GET rows: it costs the machine next to nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.figures import Run
from bench.wire import Request

SCRIPT = Path(__file__).with_name("addresses.lua")
ABSENT = "wrk is not installed: run `scripts/system-packages bench`, or apt install wrk."
THREADS = 2

_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
_TIME = re.compile(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s|m)\s*$", re.MULTILINE)
_RATE = re.compile(r"^Requests/sec:\s+([\d.]+)", re.MULTILINE)
_WRONG = re.compile(r"^\s*Non-2xx or 3xx responses:\s+(\d+)", re.MULTILINE)
_SOCKETS = re.compile(r"^\s*Socket errors: (.+)$", re.MULTILINE)


def installed() -> bool:
    return shutil.which("wrk") is not None


def run(port: int, requests: Sequence[Request], *, connections: int, seconds: float) -> Run:
    """Ask for all of `requests` over and over for `seconds`."""
    with tempfile.NamedTemporaryFile("w", suffix=".addresses", encoding="utf-8") as file:
        file.writelines(f"{request.path}\t{request.header('Cookie')}\n" for request in requests)
        file.flush()
        command = [
            "wrk", "--latency", f"-t{THREADS}", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "10s",
            "-s", str(SCRIPT), f"http://127.0.0.1:{port}", "--", file.name,
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds + 30)
    if done.returncode:
        return Run(0, 0, 0, f"wrk ended with {done.returncode}: {done.stderr.strip()[:200]}")
    return parse(done.stdout)


def parse(said: str) -> Run:
    """A run from what wrk printed."""
    rate = _RATE.search(said)
    times = {share: float(value) * _UNITS[unit] for share, value, unit in _TIME.findall(said)}
    if rate is None or len(times) != 2:
        return Run(0, 0, 0, "wrk said something unexpected")
    problem = ""
    if wrong := _WRONG.search(said):
        problem = f"{wrong[1]} answers were neither 2xx nor 3xx"
    elif sockets := _SOCKETS.search(said):
        problem = f"socket errors: {sockets[1]}"
    return Run(float(rate[1]), times["50"], times["99"], problem)
