"""Functions made of nodes draw what the nodes draw: for every kind of node, value and mishap."""

from __future__ import annotations

import hashlib
import inspect
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.template.base import NodeList, VariableDoesNotExist
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from kontor.ui import compiling, swift

STAND = {  # when one of these fails, Django has changed: read the function again, and ours beside it
    "VariableNode.render": "4086242239baaa67",
    "IfNode.render": "b4fcdfa82eba6876",
    "ForNode.render": "d5a168ec0fcb4036",
    "WithNode.render": "08880fa4190af1a9",
    "infix": "c5e55993d0c5fa59",
    "prefix": "052c3663ff93b26f",
}


def test_what_ours_stand_before_is_what_was_read() -> None:
    read = {
        function.__qualname__: hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]
        for function in compiling.STOOD_BEFORE
    }
    assert read == STAND


@dataclass
class Good:
    title: str
    price: int = 7
    tags: list[str] = field(default_factory=list)

    def shout(self) -> str:
        return self.title.upper()

    @property
    def gone(self) -> str:
        raise KeyError(self.title)

    @property
    def broken(self) -> str:
        raise RuntimeError("told")


class Shelf:
    """Has keys, so that attributes come second."""

    label = "attribute"

    def __getitem__(self, key: str) -> str:
        return {"label": "key"}[key]


def _names() -> dict[str, Any]:
    return {
        "goods": [Good("<Tea>", tags=["a", "b"]), Good("Ink", 0), Good("", tags=["<c>"])],
        "pairs": [("x", 1), ("y", 2)],
        "triples": ["abc", "def"],
        "shelf": Shelf(),
        "plain": {"a": {"b": "<deep>"}, "items": "own"},
        "safe": mark_safe("<b>safe</b>"),
        "who": "Ä <&> Co",
        "many": 1_234_567,
        "half": 1.5,
        "none": None,
        "when": datetime(2026, 11, 28, 12, tzinfo=UTC),
        "call": lambda: "<called>",
        "made": (str(number) for number in range(3)),
        "empty": [],
        "row": "outer",
    }


SOURCES = (Path(__file__).parent / "compiled.txt").read_text().splitlines()


def _drawn(source: str, way: Any, names: dict[str, Any]) -> str:
    template = Template(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(NodeList, "render", way)
        made = template.render(Context(names))
    assert type(made) is SafeString
    return str(made)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "AFTER", 0)


@pytest.mark.parametrize("language", ["en", "bg"])
@pytest.mark.parametrize("source", SOURCES)
def test_functions_draw_what_nodes_draw(source: str, language: str) -> None:
    with translation.override(language):
        assert _drawn(source, compiling.nodes, _names()) == _drawn(source, swift.nodes, _names())


@pytest.mark.parametrize(
    "source",
    [
        "{{ goods.0.broken }}", "{% if goods.0.broken %}x{% endif %}", "{% for a, b in goods %}{{ a }}{% endfor %}",
        "{% for a, b in triples %}{{ a }}{% endfor %}", "{{ who|add:goods.0.broken }}", "{{ who|add:absent }}",
        "{{ goods.0.gone }}",
    ],
)  # fmt: skip
def test_what_fails_fails_alike_and_leaves_the_context_as_it_was(source: str) -> None:
    told = []
    for way in (compiling.nodes, swift.nodes):
        template, context = (
            Template("{% with a=who %}{% for x in goods %}" + source + "{% endfor %}{% endwith %}"),
            Context(_names()),
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(NodeList, "render", way)
            with pytest.raises((RuntimeError, ValueError, KeyError, VariableDoesNotExist)) as caught:
                template.render(context)
        told.append((type(caught.value), str(caught.value)[:30]))
        assert len(context.dicts) == 2  # Django's own names, and ours
    assert told[0] == told[1]


def test_what_is_seldom_drawn_is_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "AFTER", 2)
    template = Template("{{ who }}")
    for _ in range(2):
        template.render(Context(_names()))
    assert "run" not in vars(template.nodelist)
    template.render(Context(_names()))
    assert "run" in vars(template.nodelist)
