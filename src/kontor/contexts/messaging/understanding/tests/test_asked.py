"""What buyers ask, by messages that nobody wrote to learn it from (MSG-11)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kontor.contexts.messaging.understanding import question
from kontor.contexts.messaging.understanding.asked import WEIGHTS
from kontor.contexts.messaging.understanding.language import CODES

JUDGED = Path(__file__).resolve().parents[2] / "tests" / "judged"


KINDS = {"stock", "parcel", "parameter"}


def rows(path: Path) -> list[tuple[str, str]]:
    """Texts with what is asked, "none" for anything else."""
    read = [json.loads(line) for line in path.read_text().splitlines()]
    asked = [(row["text"], row.get("kind") or row.get("label")) for row in read]
    return [(text, kind if kind in KINDS else "none") for text, kind in asked]


@pytest.mark.rule("MSG-11")
@pytest.mark.parametrize("code", CODES)
def test_most_questions_are_understood_and_hardly_anything_else_is_taken_for_one(code: str) -> None:
    judged = [(kind, question(text) or "none") for text, kind in rows(JUDGED / f"questions.{code}.jsonl")]
    asked = [said == kind for kind, said in judged if kind != "none"]
    others = [said != "none" for kind, said in judged if kind == "none"]
    assert len(asked) > 90
    assert len(others) > 35
    assert sum(asked) / len(asked) > 0.8
    assert sum(others) / len(others) < 0.1


@pytest.mark.parametrize("code", CODES)
def test_what_is_judged_was_not_learned(code: str) -> None:
    learned, judged = (
        {text for text, _ in rows(path)}
        for path in (WEIGHTS.parent / "asked" / f"{code}.jsonl", JUDGED / f"questions.{code}.jsonl")
    )
    assert len(learned & judged) <= 1  # two or three words that everybody writes


def test_a_long_message_is_read_to_its_question() -> None:
    for before in (
        "I bought a kettle here in spring and we like it. " * 9,
        "I bought a kettle here, we like it. " * 14,
    ):
        assert question(before) is None
        assert question(before + "Where is my parcel? It has not moved.") == "parcel"
    assert question("🙂" * 500) is None
