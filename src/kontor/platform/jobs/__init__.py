"""Queued and timed work: `@job(name=…)` in a context's `jobs.py`, `enqueue(…)` in a service."""

from kontor.platform.jobs.declare import job
from kontor.platform.jobs.drain import drain
from kontor.platform.jobs.enqueue import enqueue, enqueue_gathering, enqueue_many

__all__ = ["drain", "enqueue", "enqueue_gathering", "enqueue_many", "job"]
