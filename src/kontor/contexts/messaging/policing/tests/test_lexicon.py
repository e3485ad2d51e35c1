"""Phrases of the operator block and allow (MSG-09, OPR-01)."""

from __future__ import annotations

import pytest

from kontor.contexts.messaging.policing import Action, Phrase, explain, judge, shipped


@pytest.mark.rule("MSG-09")
@pytest.mark.parametrize(
    "text", ["is there apricot jam inside?", "APRICOT  JAM", "a p r i c o t j a m", "ａｐｒｉｃｏｔ jam", "apriсot-jam"]
)
def test_a_phrase_is_found_however_it_is_written(text: str) -> None:
    lexicon = shipped().with_phrases([Phrase("apricot jam", note="an agency")])
    (passage,) = judge(text, lexicon=lexicon).passages
    assert passage.rule == "operator.phrase"
    assert passage.note == "an agency"
    assert text[passage.start : passage.end] == passage.text


def test_a_phrase_is_whole_words() -> None:
    lexicon = shipped().with_phrases([Phrase("jam")])
    assert not judge("jammed in the box", lexicon=lexicon).blocked
    assert judge("no jam, thanks", lexicon=lexicon).blocked


@pytest.mark.rule("MSG-09")
def test_an_allowed_phrase_passes_and_nothing_else_with_it() -> None:
    lexicon = shipped().with_phrases([Phrase("+1 800 555 0199", action=Action.ALLOW)])
    assert not judge("the hotline of this market is +1 800 555 0199", lexicon=lexicon).blocked
    assert judge("call me: +1 800 555 0188", lexicon=lexicon).blocked


def test_the_shipped_lexicon_is_not_changed_by_phrases() -> None:
    shipped().with_phrases([Phrase("jam")])
    assert not judge("no jam, thanks").blocked


def test_an_explanation_shows_what_was_recognised() -> None:
    told = explain("w.e.c.h.a.t")
    assert told.verdict == judge("w.e.c.h.a.t")
    assert ("messenger", True) in {(one.what, one.hidden) for one in told.recognised}
