"""The small networks: what they learn, and that what is shipped says the same (MSG-09)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kontor.contexts.messaging.policing import network
from kontor.contexts.messaging.policing.judging import read
from kontor.contexts.messaging.policing.lexicon import shipped
from kontor.contexts.messaging.policing.network import opinion
from kontor.contexts.messaging.policing.teaching import Lesson, Pupil, Shape, opinions, packed_networks, taught
from kontor.contexts.messaging.policing.tokens import Token, tokens_of

WRONG = ["pay me past the site", "write to me elsewhere", "加我微信", "мимо сайта дешевле"]
RIGHT = ["how big is the vase?", "when will it be sent", "有货吗", "какого цвета ткань"]


def told(text: str) -> list[Token]:
    return tokens_of(read(text, shipped()))


def pupil(shape: Shape, seed: int = 1) -> Pupil:
    made = Pupil(seed, 2, shape)
    messages = [told(text) for text in WRONG + RIGHT] * 16
    wrong = np.array(([1] * len(WRONG) + [0] * len(RIGHT)) * 16, np.float32)
    taught(made, Lesson(messages, wrong, wrong.astype(int), np.ones(len(wrong), np.float32)), 150)
    return made


SMALL = Shape(rows=1 << 12, width=8, wide=12, rows_dropped=0.1, tokens_dropped=0.0)


@pytest.mark.rule("MSG-09")
@pytest.mark.parametrize("words", [True, False])
def test_what_is_shipped_says_what_was_learned(words: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learned = pupil(SMALL._replace(words=words))
    said = opinions(learned, [told(text) for text in WRONG + RIGHT])
    assert min(said[: len(WRONG)]) > max(said[len(WRONG) :])
    file = tmp_path / "networks.bin"
    file.write_bytes(packed_networks([learned]))
    monkeypatch.setattr(network, "FILE", file)
    network.networks.cache_clear()
    try:
        assert [opinion(told(text)) for text in WRONG + RIGHT] == pytest.approx(list(said), abs=0.2)
    finally:
        network.networks.cache_clear()


def test_the_same_texts_and_seed_make_the_same_bytes() -> None:
    assert packed_networks([pupil(SMALL)]) == packed_networks([pupil(SMALL)])
    assert packed_networks([pupil(SMALL)]) != packed_networks([pupil(SMALL, seed=2)])


def test_a_network_of_meanings_reads_no_words() -> None:
    meant = pupil(SMALL._replace(words=False))
    first, second = (Token((7,), (word,), (word + 1,)) for word in (100, 200))
    assert opinions(meant, [[first]]) == opinions(meant, [[second]])


def test_a_long_message_is_judged_by_its_worst_stretch() -> None:
    bad, calm = (
        told("cheaper past the site, write me on whatsapp +34 612 345 678"),
        told("The blue one is very nice. ") * 60,
    )
    assert opinion([*calm, *bad, *calm]) > opinion(calm) + 1
    assert opinion([]) == 0


def test_the_costly_networks_are_not_asked_where_the_first_are_clear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meant, worded = pupil(SMALL._replace(words=False)), pupil(SMALL)
    first, second = (float(opinions(one, [told(RIGHT[0])])[0]) for one in (meant, worded))
    file = tmp_path / "networks.bin"
    file.write_bytes(packed_networks([worded, meant]))
    monkeypatch.setattr(network, "FILE", file)
    network.networks.cache_clear()
    try:
        assert opinion(told(RIGHT[0])) == pytest.approx((first + second) / 2, abs=0.2)
        assert opinion(told(RIGHT[0]), least=first + 1) == pytest.approx(first, abs=0.2)
        assert opinion(told(RIGHT[0]), most=first - 1) == pytest.approx(first, abs=0.2)
    finally:
        network.networks.cache_clear()
