"""Importing what the contexts declare by being there: a room is wired because it exists."""

from __future__ import annotations

import importlib
import importlib.util

from django.apps import apps

ROOMS = (
    "policy", "events", "reactions", "jobs", "reviews", "housekeeping", "verifiers", "personal", "arrivals", "bulk",
    "audited",
)  # fmt: skip


def everything() -> None:
    """Import the declaring rooms of every installed part of ours, then hand the jobs to the queue."""
    for config in apps.get_app_configs():
        if not config.name.startswith("kontor."):
            continue
        for room in ROOMS:
            name = f"{config.name}.{room}"
            if importlib.util.find_spec(name) is not None:
                importlib.import_module(name)
    import kontor.platform.captcha.policy  # noqa: PLC0415
    import kontor.platform.sms.policy  # noqa: F401, PLC0415
    from kontor.platform import policy  # noqa: PLC0415  (these import models, which exist by now)
    from kontor.platform.jobs import queue  # noqa: PLC0415

    queue.register_all()
    policy.install()
