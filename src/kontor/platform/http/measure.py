"""Figures for Prometheus, shared by all processes of this machine through files (OPR-07)."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

_BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)

_seconds = Histogram(
    "kontor_request_seconds", "Time to answer a request", ["method", "route", "status"], buckets=_BUCKETS
)
_refusals = Counter("kontor_refusals_total", "Expected refusals by code", ["code"])
_known: dict[tuple[str, str, int], Histogram] = {}


def request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request."""
    key = (method, route, status)
    child = _known.get(key)
    if child is None:
        child = _known[key] = _seconds.labels(method, route, f"{status // 100}xx")
    child.observe(seconds)


def refusal(code: str) -> None:
    """Count one refusal."""
    _refusals.labels(code).inc()


def text() -> bytes:
    """All figures of all processes in Prometheus's form."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest()
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
