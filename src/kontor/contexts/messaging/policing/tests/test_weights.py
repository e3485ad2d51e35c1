"""What the engine weighs and what it learns from (MSG-09)."""

from __future__ import annotations

from random import Random

import pytest

from kontor.contexts.messaging.policing.fitting import filled, lines
from kontor.contexts.messaging.policing.judging import held_to, read
from kontor.contexts.messaging.policing.lexicon import LANGUAGES, shipped
from kontor.contexts.messaging.policing.meaning import SIZES
from kontor.contexts.messaging.policing.network import FILE, networks
from kontor.contexts.messaging.policing.plain import DATA, fold
from kontor.contexts.messaging.policing.stems import stem
from kontor.contexts.messaging.policing.tongues import tongue
from kontor.contexts.messaging.policing.weights import model


def test_the_weights_stay_small() -> None:
    assert (DATA / "weights.bin").stat().st_size < 4_500_000
    assert tuple(map(len, model().tables)) == SIZES
    assert FILE.stat().st_size < 20_000_000
    assert sum(network.table.nbytes for network in networks()) > 0.9 * FILE.stat().st_size


def test_words_are_known_by_how_they_begin_and_sound() -> None:
    assert stem("контакт") == stem("контакта") == stem("kontakt")
    assert stem("transferir") == stem("transferencia") != stem("tracking")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Where is my parcel, please?", "en"),
        ("Когда вы отправите мою посылку?", "ru"),
        ("Кога ще изпратите моята пратка?", "bg"),
        ("où est mon colis ?", "fr"),
        ("你好，什么时候发货", "zh-Hans"),
        ("ы 12", "cyrillic"),
        ("shte mi izpratite li snimka na kartata", "latin"),
        ("me manda a foto da caixa por aqui", "pt-BR"),
        ("", "latin"),
    ],
)
def test_a_text_is_held_to_the_threshold_of_its_language_or_script(text: str, expected: str) -> None:
    assert tongue(text, fold(text).text) == expected
    assert expected in model().thresholds


@pytest.mark.parametrize(
    ("text", "expected"), [("bank transfer", "latin"), ("пишите туда", "cyrillic"), ("cash in hand", "en")]
)
def test_a_word_or_two_are_held_to_their_script(text: str, expected: str) -> None:
    assert held_to(read(text, shipped())) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_hundreds_of_lines_of_both_labels(language: str) -> None:
    labels = [line.block for line in lines() if line.language == language]
    assert labels.count(True) >= 700
    assert labels.count(False) >= 900


def test_a_line_is_filled_in_the_same_ways_each_time() -> None:
    line = next(line for line in lines() if "{M}" in line.text)
    assert list(filled(line, Random(1), 5)) == list(filled(line, Random(1), 5))
    assert all("{" not in text for line in lines()[::40] if not line.written for text in filled(line, Random(2), 3))


def test_a_whole_message_is_learned_as_it_was_written() -> None:
    line = next(line for line in lines() if line.written)
    assert next(filled(line, Random(1), 2)) == line.text
