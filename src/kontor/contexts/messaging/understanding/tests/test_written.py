"""Sentences that were written for the rules: kind and time of promises, and what is none (MSG-16); questions (MSG-11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kontor.contexts.messaging.understanding import promises, question
from kontor.contexts.messaging.understanding.language import CODES

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)  # a Friday
ZONE = ZoneInfo("Asia/Shanghai")
FOLDER = Path(__file__).parent / "written"
_TIME = re.compile(r"(?P<many>[\d.]+)(?P<unit>[dh])(?P<working>w?)|@(?P<on>[\d-]+)")


def lines(name: str) -> Iterator[tuple[str, str]]:
    """What is expected, and the text."""
    for line in (FOLDER / f"{name}.txt").read_text().splitlines():
        expected, _bar, text = line.partition(" | ")
        yield expected, text


def is_right(expected: str, text: str) -> bool:
    """Whether exactly the expected promise is found, or none."""
    kind, _space, when = expected.partition(" ")
    found = promises(text, now=NOW, zone=ZONE)
    if kind == "none":
        return not found
    if not any(one.kind == kind for one in found):
        return False
    time = _TIME.fullmatch(when)
    mine = [one for one in found if one.kind == kind]
    if time is None:
        return True
    if time["on"]:
        return any(one.due is not None and one.due.date().isoformat() == time["on"] for one in mine)
    many, working = float(time["many"]), bool(time["working"])
    if time["unit"] == "h":
        return any(one.hours == -(-many // 1) or (many and one.days * 24 == many) for one in mine)
    return any((one.days, one.hours, one.working or not working) == (many, 0, True) and one.due for one in mine)


def wrong(name: str) -> list[str]:
    return [f"{expected} | {text}" for expected, text in lines(name) if not is_right(expected, text)]


@pytest.mark.rule("MSG-16")
@pytest.mark.parametrize("code", CODES)
def test_promises_are_read_with_kind_and_time(code: str) -> None:
    assert wrong(f"promises.{code}") == []


@pytest.mark.rule("MSG-11")
@pytest.mark.parametrize("code", CODES)
def test_questions_are_told_apart(code: str) -> None:
    missed = [
        f"{expected} | {text}"
        for expected, text in lines(f"questions.{code}")
        if (question(text) or "none") != expected
    ]
    assert missed == []
