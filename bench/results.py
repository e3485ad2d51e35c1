"""The figures as JSON, and the sentences below the table."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import ground
from bench.figures import Measured, judge
from bench.measure import Report
from bench.table import percent
from kontor.kernel.clock import now

MOST_MEMORY = 200.0  # MB of a worker


def exit_code(report: Report) -> int:
    """1 when a floor is missed, a row does not count, or a worker has grown too large."""
    rows = (judge(row, measured, report.beside).passed for row, measured in report.rows.items())
    return 0 if all(rows) and max(report.memory_after, default=0) <= MOST_MEMORY else 1


def write(report: Report, file: Path, *, quick: bool) -> list[str]:
    """Write `file`; what remains to be said below the table."""
    facts = machine()
    found = {
        "at": now().isoformat(timespec="seconds"),
        "commit": _commit(),
        "quick": quick,
        "machine": facts,
        "products": ground.PRODUCTS,
        "workers": ground.WORKERS,
        "limits": {limit.value: _figures(measured) for limit, measured in report.limits.items()},
        "rows": {
            row.name: _figures(measured)
            | asdict(judge(row, measured, report.beside))
            | {"floor": row.floor, "limit_rates": _rates(report.beside.get(row, Measured()))}
            for row, measured in report.rows.items()
        },
        "cold_start_seconds": round(report.cold_start, 2),
        "worker_memory_mb": {"idle": _rounded(report.memory_idle), "after": _rounded(report.memory_after)},
        "settled_after_seconds": {name: round(value, 1) for name, value in report.settled.items()},
        "processor_milliseconds_each": report.spent,
        "processor_shares": {name: round(share, 4) for name, share in ({} if quick else shares(report)).items()},
        "queries": report.queries,
        "verify": report.verify,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    return list(_sentences(report, facts, file, quick=quick))


def _sentences(report: Report, facts: dict[str, Any], file: Path, *, quick: bool) -> list[str]:
    def mb(values: list[float]) -> str:
        return " and ".join(f"{value:.0f}" for value in values) or "–"

    largest = max(report.memory_after, default=0.0)
    said = [
        f"Ready {report.cold_start:.1f} s after a cold start. Web workers: {mb(report.memory_idle)} MB idle, "
        f"{mb(report.memory_after)} MB after the run"
        + (f": more than the {MOST_MEMORY:.0f} MB that a worker may take." if largest > MOST_MEMORY else "."),
    ]
    if report.queries:
        said.append("Statements, request by request: " + "; ".join(
            f"{name} {' '.join(map(str, counts))}" for name, counts in report.queries.items()) + ".")  # fmt: skip
    if report.spent:
        said.append("Milliseconds of the processor for one: " + "; ".join(
            f"{name} " + ", ".join(f"{part} {spent}" for part, spent in parts.items())
            for name, parts in report.spent.items()) + ".")  # fmt: skip
    if not quick and (found := shares(report)):  # in a short run the start of each process weighs too much
        said.append(
            "Of the limit by processor time, visitors included: "
            + ", ".join(f"{name} {percent(share)}" for name, share in found.items())
            + "."
        )
    if report.verify:
        said.append(f"After the checkouts: {report.verify}.")
    if quick:
        said.append("One short run each: these figures are only indicative.")
    if facts["load_before"] > facts["cores"] * 0.5:
        said.append(
            f"The machine was busy (load {facts['load_before']:.1f}): rates mean little, shares by processor time more."
        )
    said.append(f"Written to {file}.")
    return said


def shares(report: Report) -> dict[str, float]:
    """How much of a row's processor time its limit takes: the share of the limit on a machine without anybody else."""
    return {
        row.name: report.whole[row.limit.value] / report.whole[row.name]
        for row in report.rows
        if report.whole.get(row.name) and report.whole.get(row.limit.value)
    }


def machine() -> dict[str, Any]:
    """On what this was measured."""
    memory = next(line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return {
        "cores": os.cpu_count() or 1,
        "processor": models[0].partition(":")[2].strip() if models else platform.machine(),
        "memory_gb": round(int(memory.split()[1]) / 1024 / 1024, 1),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "load_before": LOAD_BEFORE,
    }


LOAD_BEFORE = round(os.getloadavg()[0], 2)


def _figures(measured: Measured) -> dict[str, Any]:
    return {
        "rate": round(measured.rate, 2),
        "p50_ms": round(measured.p50, 3),
        "p99_ms": round(measured.p99, 3),
        "rates": _rates(measured),
        "problem": measured.trouble,
    }


def _rates(measured: Measured) -> list[float]:
    return [round(run.rate, 2) for run in measured.runs]


def _rounded(values: list[float]) -> list[float]:
    return [round(value, 1) for value in values]


def _commit() -> str:
    asked = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return asked.stdout.strip()
