"""Parts of pages that are drawn once and kept as ready strings: `{% kept "foot" %}…{% endkept %}`.

A part is kept for each language and for each set of the values that are named after its own name. One of them
being None (or absent) means: draw it, keep nothing. What stands inside must depend on nothing else: no token, no
reader. A process keeps at most `MOST` parts, each for at most a minute.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from django.conf import settings
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kontor.platform.reference import Reference

MOST = 1000

_parts: Reference[dict[tuple[Hashable, ...], SafeString]] = Reference(dict)


class Kept(Node):
    """The node of `{% kept %}`."""

    def __init__(self, nodelist: NodeList, name: str, values: Sequence[FilterExpression]) -> None:
        self.nodelist, self._name, self._values = nodelist, name, tuple(values)

    def render(self, context: Context) -> SafeString:
        values = [value.resolve(context, ignore_failures=True) for value in self._values]
        if None in values or settings.DEBUG:
            return self.nodelist.render(context)
        parts = _parts()
        key = (self._name, get_language(), *values)
        ready = parts.get(key)
        if ready is None:
            ready = self.nodelist.render(context)
            if len(parts) >= MOST:
                parts.clear()
            parts[key] = ready
        return ready


def compile_kept(parser: Parser, token: Token) -> Kept:
    """`{% kept name value … %}` up to `{% endkept %}`."""
    _tag, name, *values = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(nodelist, name, [parser.compile_filter(value) for value in values])
