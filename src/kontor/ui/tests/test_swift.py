"""The quick way answers as Django does, for values, names and texts of every kind."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Template, TemplateSyntaxError
from django.template.base import FilterExpression, NodeList, Variable, VariableDoesNotExist
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeData, mark_safe
from django.utils.translation import gettext_lazy

from kontor.kernel.money import Money
from kontor.ui import swift

STAND = {  # when one of these fails, Django has changed: read the function again, and ours beside it
    "FilterExpression.resolve": "bd602ce5cdd7f653",
    "Variable._resolve_lookup": "c18e7b830bd4fba6",
    "BaseContext.__contains__": "fc03d9145ec3cadc",
    "render_value_in_context": "823b719921b16f8c",
    "NodeList.render": "e77036f5a3d35d52",
    "TranslateNode.render": "0a02fd448c27eb09",
    "BlockTranslateNode.render_token_list": "908c4a2f59cc83c5",
}


def test_what_ours_stand_before_is_what_was_read() -> None:
    read = {
        function.__qualname__: hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]
        for function in swift.STOOD_BEFORE
    }
    assert read == STAND


@dataclass
class Shelf:
    label: str
    rows: list[str]

    @property
    def broken(self) -> str:
        return self.rows["no number"]  # type: ignore[call-overload,no-any-return]

    @property
    def absent(self) -> str:
        raise ObjectDoesNotExist

    @property
    def wrong(self) -> str:
        raise RuntimeError("told")

    def count(self) -> int:
        return len(self.rows)

    def needs(self, one: str) -> str:
        return one

    def destroy(self) -> str:
        return "gone"

    destroy.alters_data = True  # type: ignore[attr-defined]


class Keyed:
    """Keys win over attributes, as everywhere in templates."""

    label = "attribute"

    def __getitem__(self, key: str) -> str:
        if key == "label":
            return "key"
        raise KeyError(key)


class Pair(NamedTuple):
    first: str
    second: str


NAMES: dict[str, Any] = {
    "shelf": Shelf("<b>", ["one", "two"]),
    "keyed": Keyed(),
    "plain": {"label": 1, "items": "shadowed", "deep": {"er": {"est": "!"}}},
    "pair": Pair("a", "b"),
    "lazy": SimpleLazyObject(lambda: Shelf("lazily", [])),
    "call": lambda: {"made": "by a call"},
    "kind": Shelf,
    "nothing": None,
    "text": "words",
}
PATHS = [
    "shelf.label", "shelf.rows", "shelf.rows.0", "shelf.rows.7", "shelf.count", "shelf.needs", "shelf.destroy",
    "shelf.broken", "shelf.absent", "shelf.wrong", "shelf.missing", "keyed.label", "keyed.other", "plain.label",
    "plain.items", "plain.keys", "plain.deep.er.est", "plain.deep.er.none", "pair.first", "pair.1", "lazy.label",
    "lazy.nothing", "call", "call.made", "call.other", "kind", "kind.label", "nothing", "nothing.more", "text.upper",
    "text.0", "text.9", "absent", "absent.more", "push", "dicts", "flatten", "True", "None", "1a", "7.x",
]  # fmt: skip


def _outcome(call: Any, *given: Any) -> tuple[str, Any]:
    try:
        found = call(*given)
    except Exception as error:  # noqa: BLE001  (which it is, is compared)
        return "raised", (type(error), str(error.args[:1]))
    return "found", found


@pytest.mark.parametrize("path", PATHS)
def test_names_mean_the_same(path: str) -> None:
    context = Context(NAMES)
    context.push({"inner": 1})
    Template("").render(context)
    with context.bind_template(Template("")):
        variable = Variable(path)
        if variable.lookups is not None:
            ours, djangos = (_outcome(way, variable, context) for way in (swift.look_up, swift.djangos_look_up))
            assert ours == djangos
        for silent in (True, False):
            expression = Template(f"{{{{ {path} }}}}").nodelist[0].filter_expression
            ours, djangos = (_outcome(way, expression, context, silent) for way in (swift.resolve, swift._resolve))
            assert ours == djangos
        assert swift.contains(context, path) == any(path in names for names in context.dicts)


VALUES = [
    None, True, False, 0, 7, -3, 1_234_567, 1.5, Decimal("1234.50"), "", "plain", "<a href='x'>\"&\"</a>", "é&漢",
    mark_safe("<b>safe & sound</b>"), gettext_lazy("Close"), Money(1234, "EUR"), date(2026, 11, 21), time(7, 5),
    datetime(2026, 11, 21, 7, 5, tzinfo=UTC), datetime(2026, 11, 21, 7, 5, tzinfo=UTC).replace(tzinfo=None),
    b"bytes", ["<", 1], {"a": "<"},
    SimpleLazyObject(lambda: "<lazy>"), Shelf("<x>", []),
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr", "zh-hans"])
@pytest.mark.parametrize("autoescape", [True, False])
@pytest.mark.parametrize("given", VALUES, ids=repr)
def test_values_look_the_same(given: Any, autoescape: bool, language: str) -> None:
    context = Context(autoescape=autoescape)
    with translation.override(language):
        ours, djangos = swift.value(given, context), swift._value(given, context)
    assert ours == djangos
    assert isinstance(ours, SafeData) == isinstance(djangos, SafeData)


def test_numbers_keep_their_separators_where_they_are_wanted(settings: Any) -> None:
    settings.USE_THOUSAND_SEPARATOR = True
    with translation.override("en"):
        assert swift.value(1_234_567, Context()) == "1,234,567"


@pytest.fixture
def as_django_does(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A call that draws with Django's own functions."""

    def draw(source: str, names: dict[str, Any]) -> str:
        with monkeypatch.context() as patch:
            patch.setattr(FilterExpression, "resolve", swift._resolve)
            patch.setattr(Variable, "_resolve_lookup", swift.djangos_look_up)
            patch.setattr(TranslateNode, "render", swift._translate)
            patch.setattr(NodeList, "render", swift._nodes)
            patch.setattr(BlockTranslateNode, "render_token_list", swift._tokens)
            return str(Template(source).render(Context(names)))

    return draw


TEXTS = [
    '{% translate "Close" %}',
    '{% translate "Saved" context "payment method" %}',
    '{% translate "Saved" context about %}',
    '{% translate "Close" noop %}',
    '{% translate "Close" as word %}[{{ word }}]',
    '{% translate "100%% sure" %}',
    "{% translate word %}",
    '{% translate "Close"|upper %}',
    '{% translate "<b>bold</b>" %}',
    "{% blocktranslate with name=who %}From {{ name }}{% endblocktranslate %}",
    "{% blocktranslate count n=many %}Goods, {{ n }} unit{% plural %}Goods, {{ n }} units{% endblocktranslate %}",
    "{% blocktranslate count n=one %}Goods, {{ n }} unit{% plural %}Goods, {{ n }} units{% endblocktranslate %}",
    "{% blocktranslate trimmed %}\n  {{ who }}\n  and 5% of {{ absent }}\n{% endblocktranslate %}",
    "{{ who }}{{ absent }}{{ absent|default:who }}{% if absent %}x{% elif who %}y{% endif %}",
    "{% for each in rows %}{{ forloop.counter }}{{ each }}{% empty %}none{% endfor %}",
    "{% for a in rows %}{% for b in rows %}{{ forloop.parentloop.counter }}{{ b }}{% endfor %}{% endfor %}",
    "{% with a=who b=rows.0 %}{{ a }}{{ b }}{% endwith %}{% firstof absent who %}{% cycle who rows.0 %}",
    "{% autoescape off %}{{ who }}{% translate 'Close' %}{% endautoescape %}",
]
WORDS = {"who": "Ä <&> Co", "rows": ["a", "<b>"], "many": 5, "one": 1, "word": "Close", "about": "payment method"}


@pytest.mark.parametrize("language", ["en", "ru", "bg", "zh-hans"])
@pytest.mark.parametrize("source", TEXTS)
def test_pages_read_the_same(source: str, language: str, as_django_does: Any) -> None:
    template = Template(source)
    with translation.override(language):
        expected = as_django_does(source, dict(WORDS))
        first, again = (template.render(Context(dict(WORDS))) for _ in range(2))
    assert first == again == expected
    with translation.override("fr"):
        assert template.render(Context(dict(WORDS))) == as_django_does(source, dict(WORDS))


def test_what_cannot_be_drawn_fails_as_before() -> None:
    many = "{% blocktranslate count n=word %}One{% plural %}{{ n }}{% endblocktranslate %}"
    with pytest.raises(TemplateSyntaxError):
        Template(many).render(Context(WORDS))
    with pytest.raises(VariableDoesNotExist):
        Variable("absent.more").resolve(Context(WORDS))
    with pytest.raises(RuntimeError, match="told"):
        Template("{{ shelf.wrong }}").render(Context(NAMES))
