"""Whatever is written: judged, in linear work, with passages inside the text (MSG-09)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kontor.contexts.messaging.policing import explain, judge
from kontor.contexts.messaging.policing import lexicon as lexicon_module
from kontor.contexts.messaging.understanding import language, question, states_parameters

PIECES = [
    "wechat", "微信", "вайбер", "+34 612 34 56 78", "a@b.com", "t.me/x", "pay", "转账", "\u200b", "ｖｘ", "🅦", "1️⃣", "\n", ". ", "? ", " ", "@", "и\u0306",
    "DE89370400440532013000", "one two three", "собака", "$1", "%", "\ud83d", "ﷺ", "İ", "ß", "ǅ",
]  # fmt: skip
ANY = some.one_of(some.text(max_size=300), some.lists(some.sampled_from(PIECES), max_size=60).map("".join))


@pytest.mark.rule("MSG-09")
@settings(deadline=None, max_examples=150)
@given(ANY)
def test_passages_lie_inside_the_message(text: str) -> None:
    for passage in judge(text).passages:
        assert 0 <= passage.start < passage.end <= len(text)
        assert text[passage.start : passage.end] == passage.text
    for one in explain(text).recognised:
        assert text[one.start : one.end] == one.text


@settings(deadline=None, max_examples=60)
@given(ANY)
def test_understanding_never_fails(text: str) -> None:
    language(text)
    question(text)
    states_parameters(text)


@settings(deadline=None, max_examples=6)
@given(some.lists(some.sampled_from(PIECES), min_size=1, max_size=6).map("".join))
def test_no_message_of_ten_thousand_characters_fails(piece: str) -> None:
    judge((piece * 10_000)[:10_000])


def work(text: str) -> int:
    """Lines of the engine that run for a text: the same on every machine."""
    count = 0
    folder = str(Path(lexicon_module.__file__).parent)

    def traced(frame: object, event: str, argument: object) -> object:
        nonlocal count
        if not frame.f_code.co_filename.startswith(folder):  # type: ignore[attr-defined]
            return None
        count += 1
        return traced

    before = sys.gettrace()
    sys.settrace(traced)  # type: ignore[arg-type]
    try:
        judge(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.rule("MSG-09")
@pytest.mark.parametrize(
    "piece", ["a ", "1 ", "微信", "a@b", "a.b", "x-y_z ", "one two ", "where is my parcel? ", "0 1a", "@", "whats app "]
)
def test_four_times_the_text_is_about_four_times_the_work(piece: str) -> None:
    judge(piece)
    short, long = piece * (600 // len(piece)), piece * (2400 // len(piece))
    assert work(long) < 6 * work(short) + 2000


@pytest.mark.rule("MSG-09")
def test_a_message_of_everyday_costs_little_work() -> None:
    text = (
        "Hello, is the blue one still in stock? I would like two of them, and when could they be in Madrid? Thank you!"
    )
    judge(text)
    assert work(text) < 20_000


def patterns() -> Iterator[tuple[str, str]]:
    """All regular expressions of the engine."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("kontor.contexts.messaging.policing.", "kontor.contexts.messaging.understanding.")):
            yield from (
                (f"{name}.{key}", value.pattern) for key, value in vars(module).items() if isinstance(value, re.Pattern)
            )


@pytest.mark.rule("MSG-09")
def test_no_expression_repeats_a_repetition_without_end() -> None:
    endless = re.compile(r"\([^()]*[+*](?![^()]*\{)[^()]*\)[+*]")
    found = dict(patterns())
    assert found
    assert [name for name, pattern in found.items() if endless.search(pattern)] == []
