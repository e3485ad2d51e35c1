"""How well messages are judged that nobody wrote for the fitting: `python -m kontor.contexts.messaging.policing.judged`.

The messages under `messaging/tests/judged/` (or in another folder: `judged DIR`, `<language>.jsonl` each) were written by
somebody who did not know the engine. Figures are printed for each language and kind, and what was judged wrongly can be
put into the documentation (`--errors FILE`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kontor.contexts.messaging.policing.judging import judge
from kontor.contexts.messaging.policing.lexicon import LANGUAGES, shipped
from kontor.contexts.messaging.understanding import promises, question

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "judged"
_HOSTS = ("market.example",)
_NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
_ZONE = ZoneInfo("Asia/Shanghai")

Row = dict[str, Any]
Wrong = list[tuple[str, str, str]]  # language, what went wrong, the text


def rows(name: str, folder: Path = FOLDER) -> Iterator[Row]:
    """The messages of one file; none where it is not there."""
    path = folder / name
    if path.exists():
        yield from (json.loads(line) for line in path.read_text().splitlines() if line.strip())


def policy(folder: Path = FOLDER) -> Wrong:
    """Recall and false blocks per language, per kind."""
    lexicon = shipped().with_phrases([], hosts=_HOSTS)
    both = {"block": [0, 0], "pass": [0, 0]}
    wrong: Wrong = []
    kinds: dict[tuple[str, str], list[int]] = {}
    for language in LANGUAGES:
        counts = {"block": [0, 0], "pass": [0, 0]}
        for row in rows(f"{language}.jsonl", folder):
            blocked = judge(row["text"], lexicon=lexicon).blocked
            counts[row["label"]][0] += blocked
            counts[row["label"]][1] += 1
            kind = kinds.setdefault((row["label"], str(row.get("kind", ""))), [0, 0])
            kind[0] += blocked
            kind[1] += 1
            if blocked != (row["label"] == "block"):
                wrong.append((language, "false block" if blocked else "missed", row["text"]))
        print(f"{language:8} recall {_share(counts['block'])}   false blocks {_share(counts['pass'])}")
        both = {label: [a + b for a, b in zip(both[label], counts[label], strict=True)] for label in both}
    print(f"{'all':8} recall {_share(both['block'])}   false blocks {_share(both['pass'])}")
    for (label, kind_name), count in sorted(kinds.items()):
        print(f"   {label:6} {kind_name:28} blocked {_share(count)}")
    return wrong


def _share(count: list[int]) -> str:
    return f"{count[0]}/{count[1]} = {100 * count[0] / count[1]:.1f} %" if count[1] else "none"


def _promised(row: Row) -> bool:
    """Whether the expected promise is found: its kind, and its days, hours or date where they are given."""
    expected = str(row.get("kind") or "").lower()
    found = promises(row["text"], now=_NOW, zone=_ZONE)
    if expected in {"", "none", "null"}:
        return not found
    for one in found:
        same = expected.startswith(one.kind[:4]) or one.kind.startswith(expected[:4])
        days, hours, date = row.get("days"), row.get("hours"), row.get("date")
        length = one.days * 24 + one.hours  # whoever wrote the texts counts lengths in hours: two days are 48
        timed = (days is None or length == days * 24) and (hours is None or length == hours)
        if same and timed and (not date or (one.due is not None and one.due.date().isoformat() == date)):
            return True
    return False


def _asked(row: Row) -> bool:
    """Whether the kind of the question is right."""
    expected = str(row.get("kind") or "none").lower()
    return (question(row["text"]) or "none") == (expected if expected in {"stock", "parcel", "parameter"} else "none")


def understanding(name: str, right: Callable[[Row], bool], folder: Path = FOLDER) -> Wrong:
    """The share of right answers per language."""
    wrong: Wrong = []
    for language in LANGUAGES:
        all_rows = list(rows(f"{name}.{language}.jsonl", folder))
        if not all_rows:
            continue
        failed = [row for row in all_rows if not right(row)]
        wrong += [(language, f"{name}: {row.get('kind')}", row["text"]) for row in failed]
        print(f"{name:10} {language:8} right {_share([len(all_rows) - len(failed), len(all_rows)])}")
    return wrong


def main() -> None:
    """Print the figures; with `--errors` write what was judged wrongly as a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    arguments.add_argument("--errors", type=Path)
    chosen = arguments.parse_args()
    wrong = policy(chosen.folder)
    wrong += understanding("promises", _promised, chosen.folder) + understanding("questions", _asked, chosen.folder)
    if chosen.errors:
        lines = [
            f"| {language} | {what} | {text.replace('|', '/').replace(chr(10), ' / ')} |"
            for language, what, text in wrong
        ]
        chosen.errors.write_text("| language | what | message |\n|---|---|---|\n" + "\n".join(lines) + "\n")
        print(f"{len(wrong)} errors written to {chosen.errors}")


if __name__ == "__main__":
    main()
