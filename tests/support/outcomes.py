"""Remembers the outcome of every test, with the rules that it proves, for `make rules`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--outcomes", default="", help="write the outcome of each test into this JSON file")


def pytest_configure(config: pytest.Config) -> None:
    place = config.getoption("--outcomes")
    if place and not hasattr(config, "workerinput"):  # the controller hears from all workers
        config.pluginmanager.register(_Writer(Path(place)), "kontor-outcomes")


def pytest_itemcollected(item: pytest.Item) -> None:
    ids = [rule for mark in item.iter_markers("rule") for rule in mark.args]
    if ids:
        item.user_properties.append(("rules", sorted(set(ids))))


def _plain(nodeid: str) -> str:
    """The test's own id, without the group (`…@journeys`) by which it was given to a process."""
    at = nodeid.rfind("@")
    return nodeid[:at] if at > nodeid.rfind("]") else nodeid


class _Writer:
    def __init__(self, place: Path) -> None:
        self.place = place
        self.seen: dict[str, dict[str, Any]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        entry = self.seen.setdefault(_plain(report.nodeid), {"outcome": "passed", "rules": [], "seconds": 0.0})
        entry["seconds"] = round(entry["seconds"] + report.duration, 3)
        entry["rules"] = dict(report.user_properties).get("rules", entry["rules"])
        if report.failed:
            entry["outcome"] = "failed"
        elif report.skipped and entry["outcome"] == "passed":
            entry["outcome"] = "skipped"

    def pytest_sessionfinish(self) -> None:
        """Tests that did not run this time keep what is known of them."""
        known = json.loads(self.place.read_text()) if self.place.exists() else {}
        self.place.parent.mkdir(parents=True, exist_ok=True)
        self.place.write_text(json.dumps(known | self.seen, indent=0, sort_keys=True))
