"""Some places of Django's template engine, with the usual case first: a page is drawn a third quicker for it.

Each looks whether the case is the usual one and leaves everything else to Django's own function, which stays as it
is. What they rely on is fixed by tests: the texts of the functions of Django that they stand before, and equal
answers for values of every kind. See docs/adr/0010.
"""

from __future__ import annotations

from html import escape
from typing import Any, Final

from django.conf import LazySettings, settings
from django.core.exceptions import ObjectDoesNotExist
from django.template import base, defaulttags
from django.template.base import FilterExpression, NodeList, TextNode, Token, Variable, VariableDoesNotExist
from django.template.context import BaseContext
from django.templatetags import i18n
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

_resolve: Final = FilterExpression.resolve
djangos_look_up: Final = vars(Variable)["_resolve_lookup"]  # its own matter, and so it stays
_value: Final = base.render_value_in_context
_translate: Final = TranslateNode.render
_tokens: Final = BlockTranslateNode.render_token_list
_nodes: Final = NodeList.render

STOOD_BEFORE: Final = (_resolve, djangos_look_up, BaseContext.__contains__, _value, _translate, _tokens, _nodes)


def install() -> None:
    """Put ours in their places. Once, when Django starts."""
    for owner, name, ours in (
        (FilterExpression, "resolve", resolve),
        (Variable, "_resolve_lookup", look_up),
        (BaseContext, "__contains__", contains),
        (TranslateNode, "render", translate),
        (BlockTranslateNode, "render_token_list", token_list),
        *((module, "render_value_in_context", value) for module in (base, i18n, defaulttags)),
    ):
        setattr(owner, name, ours)
    # A setting that was read before stands in the object's own dict; Django goes a long way round to it, in Python.
    LazySettings.__getattribute__ = object.__getattribute__  # type: ignore[method-assign]


def resolve(expression: Any, context: Any, ignore_failures: bool = False) -> Any:
    """A name without filters: what it means; nothing for what is not there."""
    name = expression.var
    if expression.filters or not expression.is_var or name.lookups is None or name.translate:
        return _resolve(expression, context, ignore_failures)
    try:
        return look_up(name, context)
    except VariableDoesNotExist:
        if ignore_failures:
            return None
        return _resolve(expression, context) if context.template.engine.string_if_invalid else ""


def look_up(variable: Any, context: Any) -> Any:
    """`a.b.c`: a name of the context, then keys of plain dicts, or attributes of objects that have no keys.

    Whatever is missing, fails or is of another kind is looked up again by Django, with all its rules.
    """
    name, *rest = variable.lookups
    for names in reversed(context.dicts):
        if name in names:
            found = names[name]
            break
    else:
        raise VariableDoesNotExist("Failed lookup for key [%s] in %r", (name, context))
    try:
        if callable(found):
            found = called(found)
        for bit in rest:
            found = _part(found, bit)
            if callable(found):
                found = called(found)
    except (LookupError, AttributeError, TypeError, ValueError, ObjectDoesNotExist):
        return djangos_look_up(variable, context)
    return found


def _part(whole: Any, name: str) -> Any:
    kind = type(whole)
    if kind is dict:
        return whole[name]
    if hasattr(kind, "__getitem__"):
        raise TypeError
    return getattr(whole, name)


def called(call: Any) -> Any:
    """What a value that can be called gives, where templates may call it.

    Raises:
        TypeError: where Django has more to say about it.
    """
    if getattr(call, "do_not_call_in_templates", False) or getattr(call, "alters_data", False):
        raise TypeError
    return call()


def contains(context: Any, name: str) -> bool:
    """Whether a name means something in the context."""
    for names in context.dicts:
        if name in names:
            break
    else:
        return False
    return True


def value(given: Any, context: Any) -> Any:
    """A value as a part of the page: plain strings escaped; safe ones and whole numbers as they are."""
    kind = type(given)
    if kind is SafeString:
        return given
    if kind is str:
        return SafeString(escape(given)) if context.autoescape else given
    if kind is int and not settings.USE_THOUSAND_SEPARATOR:
        return SafeString(given)
    return _value(given, context)


def translate(node: Any, context: Any) -> Any:
    """`{% translate "…" %}` with fixed words: the same for each language, so that it is looked up once for each."""
    if "ready_texts" not in node.__dict__ and not is_fixed(node):
        return _translate(node, context)
    ready = ready_texts(node)
    language = get_language()
    text = ready.get(language)
    if text is None:
        text = ready[language] = _translate(node, context)
    return text


def nodes(several: NodeList, context: Any) -> SafeString:
    """What stands one after the other. Only where errors are shown on the page does each say where it stands."""
    template = context.template
    if template is None or template.engine.debug:
        return _nodes(several, context)
    return SafeString("".join([node.s if type(node) is TextNode else node.render(context) for node in several]))


def ready_texts(node: Any) -> dict[str | None, Any]:
    """Its words in each language in which it was drawn; for a node that `is_fixed`."""
    ready: dict[str | None, Any] = node.__dict__.setdefault("ready_texts", {})
    return ready


def is_fixed(node: Any) -> bool:
    """Whether its words, and what is said of their meaning, stand in the template, and nothing is done with them."""
    said, about = node.filter_expression, node.message_context
    return (
        not node.asvar
        and not said.filters
        and said.is_var
        and isinstance(said.var.literal, SafeString)
        and (about is None or not (about.filters or about.is_var))
    )


def token_list(node: Any, tokens: list[Token]) -> tuple[str, list[str]]:
    """The text to look up and the names in it: put together once. The caller adds to the list of names."""
    if tokens is not node.singular and tokens is not node.plural:
        return _tokens(node, tokens)
    ready = node.__dict__.setdefault("ready_lists", {})
    made = ready.get(tokens is node.plural)
    if made is None:
        made = ready[tokens is node.plural] = _tokens(node, tokens)
    message, names = made
    return message, list(names)
