"""Importing what the contexts declare by being there: a room is wired because it exists."""

from __future__ import annotations

import importlib
import importlib.util
import logging

from django.apps import apps

log = logging.getLogger(__name__)

ROOMS = ("policy", "events", "reactions", "jobs", "housekeeping", "verifiers")


def everything() -> None:
    """Import the declaring rooms of every installed part of ours, then hand the jobs to the queue."""
    for config in apps.get_app_configs():
        if not config.name.startswith("kontor."):
            continue
        for room in ROOMS:
            name = f"{config.name}.{room}"
            if importlib.util.find_spec(name) is not None:
                _import(name)
    from kontor.platform import policy  # noqa: PLC0415  (these import models, which exist by now)
    from kontor.platform.jobs import queue  # noqa: PLC0415

    queue.register_all()
    policy.install()


def _import(name: str) -> None:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        # While the house is being built a room may name one that is not there yet; `make check` finds it.
        if not (error.name or "").startswith("kontor."):
            raise
        log.exception("%s is left out", name)
    except ImportError:
        log.exception("%s is left out", name)
