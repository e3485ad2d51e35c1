"""Fields, charts and colours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

from kontor.ui import cards, fields
from kontor.ui.charts import Chart, Series, draw

TOKENS = Path(__file__).resolve().parents[4] / "frontend" / "css" / "tokens.css"


def test_a_field_with_hint_and_error_is_described_by_both() -> None:
    state = fields.state({"name": "email", "hint": "Where we write", "error": "Enter an e-mail address."})
    assert state.id == "f-email"
    assert state.describedby == "f-email-hint f-email-error"


def test_options_become_groups() -> None:
    assert fields.grouped([("BG", "Bulgaria"), ("Asia", [("JP", "Japan")])]) == [
        ("", [("BG", "Bulgaria")]),
        ("Asia", [("JP", "Japan")]),
    ]


def test_the_summary_links_to_fields() -> None:
    assert fields.summary({"email": ["Enter it."], "__all__": ["Sold out."]}) == [
        ("f-email", "Enter it."),
        ("", "Sold out."),
    ]
    assert fields.summary(None) == []


def test_a_chart_keeps_its_points_in_the_box() -> None:
    drawing = draw(Chart("Sales", ["a", "b", "c"], [Series("now", [5, -20, 480], ["5", "−20", "480"])]))
    assert [row["cells"] for row in drawing.rows] == [["5"], ["−20"], ["480"]]
    numbers = [float(n) for n in re.findall(r"[\d.]+", drawing.paths[0]["line"])]
    assert all(0 <= n <= 640 for n in numbers)


@pytest.mark.parametrize("values", [[], [0, 0], [0.2], [10_000_000, 1]])
def test_odd_charts_are_drawn(values: list[float]) -> None:
    for kind in ("line", "bar"):
        drawing = draw(Chart("Odd", [str(i) for i in range(len(values))], [Series("x", values)], kind=kind))
        assert drawing.lines[0]["y"] >= drawing.lines[-1]["y"]


def palettes() -> dict[str, dict[str, str]]:
    text = TOKENS.read_text(encoding="utf-8")
    blocks = {"light": text.split("@media")[0], "dark": text.split(':root[data-theme="kontor-dark"]')[1]}
    blocks["dark by preference"] = text.split("@media")[1].split(':root[data-theme="kontor-dark"]')[0]
    return {name: dict(re.findall(r"--k-([a-z-]+): (#[0-9a-f]{6})", block)) for name, block in blocks.items()}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


WORDS = [
    *(
        (ink, ground)
        for ink in ("ink", "soft", "link", "sea", "amber", "red")
        for ground in ("ground", "surface", "sunk")
    ),
    ("ink", "wash"),
    ("ink", "sea-wash"),
    ("ink", "amber-wash"),
    ("ink", "red-wash"),
    ("link", "wash"),
    ("sea", "sea-wash"),
    ("amber", "amber-wash"),
    ("red", "red-wash"),
    ("brass-ink", "brass-wash"),
    ("brass-ink", "ground"),
    ("brass-ink", "surface"),
    ("on-brick", "brick"),
    ("on-beam", "beam"),
    ("on-beam-soft", "beam"),
    ("on-beam", "beam-line"),
    ("surface", "ink"),
    ("surface", "red"),
]
EDGES = [("line-strong", "surface"), ("line-strong", "ground"), ("focus", "ground"), ("focus", "surface")]


@pytest.mark.parametrize("palette", ["light", "dark", "dark by preference"])
def test_words_and_edges_can_be_seen(palette: str) -> None:
    colours = palettes()[palette]
    weak = [pair for pair in WORDS if contrast(colours[pair[0]], colours[pair[1]]) < 4.5]
    weak += [pair for pair in EDGES if contrast(colours[pair[0]], colours[pair[1]]) < 3]
    assert weak == []


def test_both_ways_into_the_night_are_the_same() -> None:
    found = palettes()
    assert found["dark"] == found["dark by preference"]


def test_a_card_escapes_what_sellers_write() -> None:
    markup = cards.card({"title": "<b>Kettle</b>", "href": '"><x', "price": "€5", "picture": '" onerror="x'})
    assert "<b>" not in markup
    assert '"><x' not in markup
    assert 'onerror="x' not in markup
    assert "&lt;b&gt;Kettle&lt;/b&gt;" in markup


def test_a_list_of_cards_fetches_the_first_pictures_at_once() -> None:
    goods = [{"title": "A", "href": "/a", "price": "€1", "picture": "/a.jpg", "gone": True}] * 3
    with translation.override("en"):
        markup = cards.cards(goods, level=2, eager=1)
    assert markup.count('loading="lazy"') == 2
    assert markup.count('fetchpriority="high"') == 1
    assert markup.count("<h2") == 3
    assert markup.count("Sold out") == 3
