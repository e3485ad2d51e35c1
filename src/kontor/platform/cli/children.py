"""The processes of a running market, kept alive: a crashed one is started again, later each time it crashes soon."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kontor.config.env import Env
from kontor.platform.children import dies_with_us

STOP_PATIENCE = 3.5  # seconds between asking and insisting
FIRST_WAIT, LONGEST_WAIT = 0.3, 20.0  # seconds before a crashed child is started again
LONG_LIFE = 30.0  # seconds after which a crash counts as a first one again
_OPEN_PAGES = "65536"  # streams at a time: each is a request that goes on, and granian stops at 1024 of its own accord
_WAITING_PAGES = "4096"  # of them that may come at once, when all of them connect again


_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": "1048576",  # larger blocks go back to the system at once, not to the thread's own heap
    "MALLOC_ARENA_MAX": "2",  # threads that wait for one lock need no heap each
}


@dataclass
class Child:
    """One process: how to start it, and how it has done so far."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    early: bool = False  # needs no tables: may start while they are prepared
    late: bool = False  # nobody waits for it to open: starts when the pages are there
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = FIRST_WAIT
    due: float = 0.0

    def start(self) -> None:
        """Start it; it ends with us whatever happens to us."""
        self.process = subprocess.Popen(
            self.command,
            env={**_MEMORY, **os.environ, **self.environment},
            start_new_session=True,
            preexec_fn=dies_with_us(signal.SIGTERM),  # noqa: PLW1509  (a prctl call is all it does)
        )
        self.started = time.monotonic()

    def look(self) -> str:
        """Start it again if it crashed and its time has come.

        Returns:
            A sentence about what happened, or "".
        """
        if self.process is None:
            if time.monotonic() >= self.due:
                self.start()
            return ""
        code = self.process.poll()
        if code is None:
            return ""
        lived = time.monotonic() - self.started
        self.wait = FIRST_WAIT if lived > LONG_LIFE else min(self.wait * 2, LONGEST_WAIT)
        self.due = time.monotonic() + self.wait
        self.process = None
        return f"{self.name} ended with {code} after {lived:.0f} s; started again in {self.wait:.1f} s"

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def insist(self, deadline: float) -> None:
        """Wait until `deadline`, then end it and whatever it left in its session."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def stop_all(children: Sequence[Child]) -> None:
    """Ask all at once, then insist."""
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + STOP_PATIENCE
    for child in children:
        child.insist(deadline)


def of_market(facts: Env, *, sandbox: bool) -> list[Child]:
    """The processes that the deployment asks for."""
    figures = facts.data.resolve() / "figures"
    shared = {
        "DJANGO_SETTINGS_MODULE": "kontor.config.settings",
        "PROMETHEUS_MULTIPROC_DIR": str(figures),
        "KONTOR_SUPERVISED": "1",
    }
    if not sandbox:
        shared["KONTOR_SOCIAL_PLAYED"] = "0"
    children = [
        Child("web", _granian("wsgi", "kontor.config.wsgi:application", facts.host, facts.port, facts.web_workers,
                              "--blocking-threads", str(facts.web_threads)), shared),
        Child("stream", _granian("asgi", "kontor.platform.stream.app:application", facts.host,
                                 facts.event_stream_port, 1, "--backlog", _WAITING_PAGES,
                                 "--backpressure", _OPEN_PAGES), shared, early=True),
        Child("jobs", [sys.executable, "-m", "kontor.platform.jobs"], shared, late=True),
    ]  # fmt: skip
    if sandbox and not facts.alipay_gateway:
        children.append(Child("gateway", _played("gateway", facts.gateway_url, facts.gateway_data), {
            "KONTOR_GATEWAY_PUBLIC_URL": facts.gateway_url,
            "KONTOR_GATEWAY_APP_ID": facts.alipay_app_id,
            "KONTOR_GATEWAY_CARD_KEY": facts.stripe_secret_key,
            "KONTOR_GATEWAY_WEBHOOK_SECRET": facts.stripe_webhook_secret,
            "KONTOR_GATEWAY_WEBHOOK_URL": f"{_here(facts)}/hooks/payments/cards/",
        }, early=True))  # fmt: skip
    if sandbox and not facts.carriers_api:
        children.append(Child("carriers", _played("carriers", facts.carriers_url, facts.data / "carriers"), {
            "KONTOR_CARRIERS_PUSH": f"{_here(facts)}/hooks/carriers/{{carrier}}/",
        }, early=True))  # fmt: skip
    if sandbox and not facts.bank_api:
        children.append(Child("bank", _played("bank", facts.bank_url, facts.data / "sandbox" / "bank"), {
            "KONTOR_BANK_SECRET": facts.bank_secret,
        }, early=True))  # fmt: skip
    if sandbox and facts.identity_url:
        children.append(Child("identity", _played("identity", facts.identity_url, facts.data / "sandbox" / "identity"),
                              early=True))  # fmt: skip
    return children


def _here(facts: Env) -> str:
    """The web server as the played world on this machine reaches it."""
    host = "127.0.0.1" if facts.host in {"0.0.0.0", "::"} else facts.host  # noqa: S104  (compared, not bound)
    return f"http://{host}:{facts.port}"


def _granian(interface: str, target: str, host: str, port: int, workers: int, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", interface, "--host", host, "--port", str(port),
        "--workers", str(workers), "--no-ws", "--log-level", "warning", "--respawn-failed-workers",
        "--workers-kill-timeout", "2", *more, target,
    ]  # fmt: skip


def _played(name: str, url: str, data: Path) -> list[str]:
    port = url.rsplit(":", 1)[1]
    return [
        sys.executable, "-m", f"kontor.sandbox.{name}", "--host", "127.0.0.1", "--port", port, "--data", str(data)
    ]  # fmt: skip
