"""What the engine weighs and what it learns from (MSG-09)."""

from __future__ import annotations

from random import Random

import pytest

from kontor.contexts.messaging.policing.fitting import filled, lines
from kontor.contexts.messaging.policing.lexicon import LANGUAGES
from kontor.contexts.messaging.policing.meaning import CONCEPT_BITS, LETTER_BITS, model
from kontor.contexts.messaging.policing.plain import DATA


def test_the_weights_stay_small() -> None:
    assert (DATA / "weights.bin").stat().st_size < 1_000_000
    assert len(model().concepts) == 1 << CONCEPT_BITS
    assert len(model().letters) == 1 << LETTER_BITS


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_hundreds_of_lines_of_both_labels(language: str) -> None:
    labels = [line.block for line in lines() if line.language == language]
    assert labels.count(True) >= 190
    assert labels.count(False) >= 250


def test_a_line_is_filled_in_the_same_ways_each_time() -> None:
    line = next(line for line in lines() if "{M}" in line.text)
    assert list(filled(line, Random(1), 5)) == list(filled(line, Random(1), 5))
    assert all("{" not in text for line in lines()[::40] for text in filled(line, Random(2), 3))
