"""The figures of sheets."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

FILE_BYTES = Policy(
    name="transfers.file_bytes", default=50_000_000, unit=Unit.COUNT, low=100_000, high=500_000_000,
    sentence=_("A sheet may have at most so many bytes when it is uploaded."), rule="SEL-32",
)  # fmt: skip
UNPACKED_BYTES = Policy(
    name="transfers.unpacked_bytes", default=400_000_000, unit=Unit.COUNT, low=1_000_000, high=4_000_000_000,
    sentence=_("The parts of an XLSX file may have at most so many bytes once they are unpacked."), rule="SEL-32",
)  # fmt: skip
READER_MEGABYTES = Policy(
    name="transfers.reader_megabytes", default=300, unit=Unit.COUNT, low=100, high=4_000,
    sentence=_("The process that reads an XLSX file may take at most so many megabytes; it is stopped above that."),
    rule="SEL-32",
)  # fmt: skip
READER_SECONDS = Policy(
    name="transfers.reader_seconds", default=120, unit=Unit.SECONDS, low=10, high=3_600,
    sentence=_("The process that reads an XLSX file may work for so long; it is stopped after that."), rule="SEL-32",
)  # fmt: skip
ROWS_MAX = Policy(
    name="transfers.rows_max", default=50_000, unit=Unit.COUNT, low=100, high=200_000,
    sentence=_("A sheet that is imported may have at most so many rows below its header."), rule="SEL-32",
)  # fmt: skip
COLUMNS_MAX = Policy(
    name="transfers.columns_max", default=200, unit=Unit.COUNT, low=20, high=1_000,
    sentence=_("A sheet that is imported may have at most so many columns."), rule="SEL-32",
)  # fmt: skip
CELL_CHARACTERS = Policy(
    name="transfers.cell_characters", default=32_767, unit=Unit.CHARACTERS, low=1_000, high=120_000,
    sentence=_("A cell of a sheet that is imported may have at most so many characters."), rule="SEL-32",
)  # fmt: skip
EXPORT_ROWS_MAX = Policy(
    name="transfers.export_rows_max", default=500_000, unit=Unit.COUNT, low=10_000, high=1_000_000,
    sentence=_("A sheet that is exported has at most so many rows; a smaller part has to be chosen for more."),
    rule="SEL-32",
)  # fmt: skip
UNDER_WAY_MAX = Policy(
    name="transfers.under_way_max", default=5, unit=Unit.COUNT, low=1, high=50,
    sentence=_("A store may have so many imports and exports under way at the same time."), rule="SEL-32",
)  # fmt: skip
FILES_KEPT = Policy(
    name="transfers.files_kept", default=7, unit=Unit.DAYS, low=1, high=90,
    sentence=_("Exported sheets can be downloaded for this time and are then deleted."), rule="SEL-32",
)  # fmt: skip
IMPORTS_KEPT = Policy(
    name="transfers.imports_kept", default=30, unit=Unit.DAYS, low=1, high=365,
    sentence=_("Uploaded sheets and what became of their rows are kept for this time and are then deleted."),
    rule="SEL-32",
)  # fmt: skip
