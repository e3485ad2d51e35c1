"""A whole market as a process of its own: `kontor up` in a folder and on ports of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx

from tests.support.ports import free_port

PATIENCE = 90.0  # seconds


class Market:
    """`kontor up` under test. Use it as a context manager.

    Args:
        data: its folder; kept between starts.
        options: more options of `kontor up`.
        environment: more variables.
    """

    def __init__(self, data: Path, *options: str, environment: dict[str, str] | None = None) -> None:
        ports = {
            f"KONTOR_{name}": str(free_port()) for name in ("PORT", "STREAM_PORT", "GATEWAY_PORT", "CARRIERS_PORT")
        }
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
        return self.process.wait(20)

    def kill(self) -> None:
        """As a power cut does, as far as a process can tell."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def run(self, *arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
        """Run another `kontor` command on the same installation."""
        return subprocess.run(
            [sys.executable, "-m", "kontor.platform.cli", *arguments],
            env={**self.environment, "COLUMNS": "200"}, capture_output=True, text=True, check=False, **more,  # type: ignore[call-overload]
        )  # fmt: skip

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
