"""`python -m bench.sheets [ROWS]`: how quick imports and exports of sheets are, and what memory they take (SEL-32).

Everything runs in this one process, as it would in a worker of the jobs process; the process that reads XLSX is its
child. Peak memory is that of the whole process, Django and all contexts in it.
"""

from __future__ import annotations

import csv
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any
from uuid import UUID

ROWS = 50_000
MOST_MEGABYTES = 300
PRODUCTS_A_SECOND, SHELVES_A_SECOND = 300, 1_000
HEADER = ["sku", "product", "category", "brand", "title.en", "description.en", "bullets.en", "title.zh-hans",
          "attribute.material", "axis.colour", "price", "list_price", "weight_g", "length_mm", "width_mm",
          "height_mm", "hs_code"]  # fmt: skip
WORDS = "A lamp for long evenings. It stands on three feet of oak and gives a warm light that does not tire. " * 4


def peak() -> float:
    """The most memory of this process since `forget_peak`, in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def code(n: int) -> str:
    return f"B-{n:06d}"


def goods(rows: int) -> Iterator[list[Any]]:
    """Products of one variant each."""
    for n in range(rows):
        yield [
            code(n), "", "lamps", "Lumen", f"Desk lamp no. {n}", WORDS, "Warm light\nFolds flat\nThree feet",
            f"台灯 {n}", "brass", "red", f"{100 + n % 900}.90", "", 800 + n % 50, 300, 200, 100, "940520",
        ]  # fmt: skip


def written(path: Path, header: list[str], rows: Iterator[list[Any]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(header)
        out.writerows(rows)
    return path


def main(rows: int) -> int:
    """Measure all; 1 when a floor is missed."""
    from bench import apart, ground

    ground.claim()
    with apart.database(), tempfile.TemporaryDirectory() as folder:
        return _measure(rows, Path(folder))


@dataclass
class Runner:
    """A store whose sheets are moved, and what was measured."""

    folder: Path
    rows: int
    seat: Any
    peaks: list[float] = field(default_factory=list)
    rates: dict[str, float] = field(default_factory=dict)

    def time(self, name: str, work: Callable[[], Any]) -> Any:
        """Run `work` and print its line."""
        forget_peak()
        began = time.monotonic()
        result = work()
        took = time.monotonic() - began
        self.peaks.append(peak())
        self.rates[name] = self.rows / took
        print(f"{name:<44} {took:7.1f} s  {self.rows / took:8.0f} rows/s  {peak():6.0f} MB", flush=True)
        return result

    def bring(self, path: Path, kind: str = "products") -> UUID:
        """Upload a file."""
        from kontor.contexts.transfers.services.receive_sheet import receive_sheet

        with path.open("rb") as file:
            return receive_sheet(
                seat=self.seat, kind=kind, file=file, size=path.stat().st_size, name=path.name, language="en"
            )

    def take(self, form: str) -> Path:
        """Export the products."""
        from kontor.contexts.transfers.models import SheetExport
        from kontor.contexts.transfers.services.ask_export import ask_export
        from kontor.platform import files, jobs

        export_id = ask_export(seat=self.seat, kind="products", form=form, language="en")
        jobs.drain()
        target = self.folder / f"export.{form}"
        with files.private().open(SheetExport.objects.get(id=export_id).path) as kept, target.open("wb") as out:
            shutil.copyfileobj(kept, out)
        return target

    def save(self, name: str, path: Path, kind: str = "products") -> None:
        """Import a file to its end."""
        from kontor.contexts.transfers.services.apply_sheet import apply_sheet
        from kontor.platform import jobs

        identity = self.bring(path, kind)
        self.time(f"dry run: {name}", jobs.drain)
        apply_sheet(seat=self.seat, import_id=identity)
        self.time(f"saved: {name}", jobs.drain)
        self.say(identity)

    def say(self, identity: UUID) -> Any:
        """Print what became of the rows."""
        from kontor.contexts.transfers.models import SheetImport

        sheet = SheetImport.objects.get(id=identity)
        print(f"    {sheet.state}: {sheet.new} new, {sheet.changed} changed, {sheet.unchanged} unchanged, "
              f"{sheet.rejected} rejected, {sheet.saved} saved, {sheet.failed} failed")  # fmt: skip
        return sheet


def _measure(rows: int, folder: Path) -> int:
    from kontor.contexts.catalogue.tests.factories import category
    from kontor.contexts.inventory.services.open_warehouse import open_warehouse
    from kontor.contexts.sellers.tests.factories import owner_seat, store
    from kontor.platform import jobs

    run = Runner(folder, rows, owner_seat(store()))
    category()
    open_warehouse(seat=run.seat, name="Main", country="CN")
    print(f"before anything{'':<47} {peak():6.0f} MB", flush=True)
    run.save("new products, CSV", written(folder / "goods.csv", HEADER, goods(rows)))
    again = run.bring(run.time("exported: products, XLSX", lambda: run.take("xlsx")))
    run.time("dry run: the XLSX export comes back", jobs.drain)
    assert run.say(again).unchanged == rows
    reader = getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"    the process that reads XLSX: {reader:.0f} MB")
    run.time("exported: products, CSV", lambda: run.take("csv"))
    run.save("new prices", written(folder / "p.csv", ["sku", "price"], ([code(n), "77.70"] for n in range(rows))))
    run.save(
        "stock", written(folder / "s.csv", ["sku", "on_hand"], ([code(n), n % 90 + 1] for n in range(rows))), "stock"
    )
    most = max(*run.peaks, reader)
    fine = most <= MOST_MEGABYTES and run.rates["saved: new products, CSV"] >= PRODUCTS_A_SECOND
    fine &= run.rates["saved: new prices"] >= PRODUCTS_A_SECOND and run.rates["saved: stock"] >= SHELVES_A_SECOND
    print(f"most memory {most:.0f} MB (at most {MOST_MEGABYTES}): {'fine' if fine else 'a floor is MISSED'}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
