"""`make rules`: every rule of the spec, its tests, and how they came out the last time."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import defaultdict
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
OUTCOMES = ROOT / ".kontor" / "test-outcomes.json"


class _Collector:
    def __init__(self) -> None:
        self.tests: defaultdict[str, list[str]] = defaultdict(list)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            for rule in {rule for mark in item.iter_markers("rule") for rule in mark.args}:
                self.tests[rule].append(item.nodeid)


def listing() -> list[dict[str, Any]]:
    """`{id, title, tests: [{test, outcome}]}` of every rule, in the order of the spec."""
    collector = _Collector()
    with redirect_stdout(io.StringIO()):
        code = pytest.main(["--collect-only", str(ROOT / "src"), str(ROOT / "tests")], [collector])
    if code not in {0, 5}:
        sys.exit("The tests could not be collected: run .venv/bin/pytest --collect-only to see why.")
    outcomes = json.loads(OUTCOMES.read_text()) if OUTCOMES.exists() else {}
    with (ROOT / "docs" / "rules.csv").open(newline="") as file:
        rules = [(row["id"], row["title"]) for row in csv.DictReader(file)]
    if unknown := set(collector.tests) - {identity for identity, _ in rules}:
        sys.exit(f"Tests name rules that the spec does not have: {', '.join(sorted(unknown))}")
    return [
        {
            "id": identity,
            "title": title,
            "tests": [
                {"test": test, "outcome": outcomes.get(test, {}).get("outcome", "not run")}
                for test in sorted(collector.tests[identity])
            ],
        }
        for identity, title in rules
    ]


def main() -> None:
    rows = listing()
    if "--json" in sys.argv:
        print(json.dumps(rows, ensure_ascii=False, indent=1))  # noqa: T201
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("rule", "title", "tests", "last outcome")
    for row in rows:
        outcomes = [test["outcome"] for test in row["tests"]]
        said = ", ".join(f"{outcomes.count(word)} {word}" for word in dict.fromkeys(outcomes)) or "—"
        colour = "red" if "failed" in outcomes else "green" if set(outcomes) == {"passed"} else "dim"
        table.add_row(row["id"], row["title"], str(len(outcomes)), f"[{colour}]{said}[/{colour}]")
    Console(width=None if sys.stdout.isatty() else 140).print(table)
    proven = sum(1 for row in rows if row["tests"])
    Console().print(f"{proven} of {len(rows)} rules have tests.")


if __name__ == "__main__":
    main()
