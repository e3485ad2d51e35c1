"""Nodes of Django's templates as functions of Python, for parts of pages that are drawn again and again.

What is turned into Python: text, values, `if`, `for` and `with`, with names, their parts, and plain filters. Every
other node is called as it is. The context is kept exactly as Django keeps it, so that nodes of both kinds see the
same; values of `for` and `with` stand in variables of Python as well, which saves looking for them. See docs/adr/0010.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.template.base import Node, NodeList, TextNode, VariableNode
from django.template.defaulttags import ForNode, IfNode, TemplateLiteral, WithNode
from django.template.smartif import infix, prefix
from django.templatetags.i18n import TranslateNode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kontor.ui import drawn, swift

AFTER = 20  # drawings of a list until it is compiled: what is seldom drawn takes no memory for it
STOOD_BEFORE: Final = (VariableNode.render, IfNode.render, ForNode.render, WithNode.render, infix, prefix)

Run = Callable[[Any], SafeString]
Scope = dict[str, str]  # a name of the template → the variable of Python that holds its value

_INFIX = frozenset({"and", "or", "in", "not in", "is", "is not", "==", "!=", "<", "<=", ">", ">="})
_STEP = "    "


def compiled(several: Iterable[Node]) -> Run:
    """The function that draws `several`, one after the other, in a context."""
    maker = _Maker()
    maker.draw(several, {})
    source = "\n".join(
        ["def run(context):", *maker.head, "    D = context.dicts", "    out = []", "    w = out.append", *maker.lines]
    )
    found: dict[str, Any] = {}
    exec(f"{source}\n    return SafeString(''.join(out))", maker.names, found)  # noqa: S102  (text that we made)
    run: Run = found["run"]
    return run


def install() -> None:
    """Let lists of nodes be drawn by functions. Once, when Django starts, after `swift.install`."""
    setattr(NodeList, "render", nodes)  # noqa: B010  (a method of Django's, by another name)


def nodes(several: NodeList, context: Any) -> SafeString:
    """What stands one after the other; from some drawings on by a function of its own."""
    own = several.__dict__
    run: Run | None = own.get("run")
    if run is not None and context.template is not None:
        return run(context)
    template = context.template
    if template is not None and not template.engine.debug and not template.engine.string_if_invalid:
        times = own["drawn"] = own.get("drawn", 0) + 1
        if times > AFTER:
            run = own["run"] = compiled(several)
            return run(context)
    return swift.nodes(several, context)


class _Maker:
    """Writes the body of one function. Names of its own are numbered: `c7` a constant, `v7` a variable."""

    def __init__(self) -> None:
        self.head: list[str] = []
        self.lines: list[str] = []
        self.names: dict[str, Any] = {
            "SafeString": SafeString, "fetch": drawn.fetch, "walked": drawn.walked, "called": drawn.called,
            "shown": swift.value, "listed": drawn.listed, "unpacked": drawn.unpacked, "kept_safe": drawn.kept_safe,
            "matches": drawn.matches, "language": get_language,
        }  # fmt: skip
        self._depth = 1
        self._count = 0

    def draw(self, several: Iterable[Any], scope: Scope) -> None:
        """Lines that draw nodes. `scope` loses the names that one of them may give another meaning."""
        text = ""
        for node in several:
            if type(node) is TextNode:
                text += node.s
                continue
            if text:
                self._line(f"w({self._constant(text)})")
                text = ""
            writer = self._WRITERS.get(type(node))
            if writer is not None:
                writer(self, node, scope)
            else:
                self._line(f"w({self._constant(node)}.render(context))")
                for told in _told([node]):
                    scope.pop(told, None)
        if text:
            self._line(f"w({self._constant(text)})")

    def _value(self, node: VariableNode, scope: Scope) -> None:
        self._line(f"x = {self._expression(node.filter_expression, scope, ignore=False)}")
        self._line("w(x if type(x) is SafeString else shown(x, context))")

    def _words(self, node: TranslateNode, scope: Scope) -> None:
        own = self._constant(node)
        if node.asvar or not swift.is_fixed(node):
            self._line(f"w({own}.render(context))")
            scope.pop(node.asvar or "", None)
            return
        self.head = [f"{_STEP}L = language()"]  # nothing that is drawn here changes it for what follows
        ready = self._constant(swift.ready_texts(node))
        self._line(f"w({ready}[L] if L in {ready} else {own}.render(context))")

    def _if(self, node: IfNode, scope: Scope) -> None:
        depth, scopes = self._depth, []
        for condition, several in node.conditions_nodelists:
            if condition is not None:
                self._line_of(condition, scope)
                self._line("if c:")
            own = dict(scope)
            scopes.append(own)
            with_ = condition is not None
            self._depth += with_
            self._line("pass")
            self.draw(several, own)
            self._depth -= with_
            if with_:
                self._line("else:")
                self._depth += 1
                self._line("pass")
        self._depth = depth
        for name in list(scope):
            if any(name not in own for own in scopes):
                del scope[name]

    def _line_of(self, condition: Any, scope: Scope) -> None:
        """`c` is whether the condition holds. What goes wrong in one with operators is left to Django's rules."""
        text = self._condition(condition, scope)
        if type(condition) is TemplateLiteral:
            if any(lookup for _, args in _filters(condition) for lookup, _arg in args):
                text = f"matches({self._constant(condition)}, context)"
            self._line(f"c = {text}")
            return
        self._line("try:")
        self._line(f"{_STEP}c = {text}")
        self._line("except Exception:")
        self._line(f"{_STEP}c = matches({self._constant(condition)}, context)")

    def _condition(self, condition: Any, scope: Scope) -> str:
        if type(condition) is TemplateLiteral:
            value: Any = condition.value
            return self._expression(value, scope, ignore=True)
        if condition.id == "not":
            return f"(not {self._condition(condition.first, scope)})"
        if condition.id in _INFIX:
            first, second = (self._condition(part, scope) for part in (condition.first, condition.second))
            return f"({first} {condition.id} {second})"
        return f"{self._constant(condition)}.eval(context)"

    def _for(self, node: ForNode, scope: Scope) -> None:
        number = self._number()
        self._line(f"p{number} = fetch(D, 'forloop', (), None, context, {{}})")
        self._line(f"h{number} = len(D)")
        self._line(f"d{number} = {{}}")
        self._line(f"D.append(d{number})")
        self._line("try:")
        self._depth += 1
        self._line(f"s{number} = listed({self._expression(node.sequence, scope, ignore=True)})")
        self._line(f"n{number} = len(s{number})")
        self._line(f"if n{number} < 1:")
        self._depth += 1
        self._line("pass")
        self.draw(node.nodelist_empty, dict(scope))
        self._depth -= 1
        self._line("else:")
        self._depth += 1
        self._line(f"l{number} = d{number}['forloop'] = {{'parentloop': p{number}}}")
        several = f"reversed(s{number})" if node.is_reversed else f"s{number}"
        self._line(f"for i{number}, v{number} in enumerate({several}):")
        self._depth += 1
        self._line(
            f"l{number}.update(counter0=i{number}, counter=i{number} + 1, revcounter=n{number} - i{number}, "
            f"revcounter0=n{number} - i{number} - 1, first=i{number} == 0, last=i{number} == n{number} - 1)"
        )
        told = _told(node.nodelist_loop)
        self._items(node, number, {name: variable for name, variable in scope.items() if name not in told})
        self._depth -= 3
        self._line("finally:")
        self._line(f"{_STEP}del D[h{number}:]")

    def _items(self, node: ForNode, number: int, scope: Scope) -> None:
        if len(node.loopvars) == 1:
            scope[node.loopvars[0]] = f"v{number}"
            self._line(f"d{number}[{node.loopvars[0]!r}] = v{number}")
            self.draw(node.nodelist_loop, scope)
            return
        parts = [f"v{number}_{place}" for place in range(len(node.loopvars))]
        self._line(f"{', '.join(parts)} = unpacked(v{number}, {len(parts)})")
        pairs = ", ".join(f"{name!r}: {part}" for name, part in zip(node.loopvars, parts, strict=True))
        self._line(f"D.append({{{pairs}}})")
        scope |= dict(zip(node.loopvars, parts, strict=True))
        self.draw(node.nodelist_loop, scope)
        self._line("D.pop()")

    def _with(self, node: WithNode, scope: Scope) -> None:
        inner, pairs = dict(scope), []
        for name, expression in node.extra_context.items():
            variable = f"v{self._number()}"
            self._line(f"{variable} = {self._expression(expression, scope, ignore=False)}")
            pairs.append(f"{name!r}: {variable}")
            inner[name] = variable
        number = self._number()
        self._line(f"h{number} = len(D)")
        self._line(f"D.append({{{', '.join(pairs)}}})")
        self._line("try:")
        self._depth += 1
        self._line("pass")
        self.draw(node.nodelist, inner)
        self._depth -= 1
        self._line("finally:")
        self._line(f"{_STEP}del D[h{number}:]")

    def _expression(self, given: Any, scope: Scope, *, ignore: bool) -> str:
        """What a name or literal with its filters is; None, or nothing (`ignore` not), where there is no such name."""
        if any(_is_special(func) for func, _ in given.filters):
            return f"{self._constant(given)}.resolve(context, {ignore})"
        text = self._plain(given, scope, ignore=ignore)
        for func, args in given.filters:
            values = [
                f"{self._constant(arg)}.resolve(context)" if lookup else self._constant(mark_safe(arg))  # noqa: S308
                for lookup, arg in args
            ]
            own = self._constant(func)
            text = (
                f"kept_safe({', '.join([own, text, *values])})"
                if getattr(func, "is_safe", False)
                else f"{own}({', '.join([text, *values])})"
            )
        return text

    def _plain(self, given: Any, scope: Scope, *, ignore: bool) -> str:
        name = given.var
        if not given.is_var:
            return self._constant(name)
        if name.lookups is None or name.translate:
            return f"{self._constant(name)}.resolve(context)"
        first, *rest = name.lookups
        missing = "None" if ignore else "''"
        own, bits = self._constant(name), self._constant(tuple(rest))
        if first not in scope:
            return f"fetch(D, {first!r}, {bits}, {own}, context, {missing})"
        if rest:
            return f"walked({scope[first]}, {bits}, {own}, context, {missing})"
        return f"({scope[first]} if not callable({scope[first]}) else called({own}, context, {missing}))"

    def _line(self, text: str) -> None:
        self.lines.append(_STEP * self._depth + text)

    def _constant(self, given: Any) -> str:
        name = f"c{self._number()}"
        self.names[name] = given
        return name

    def _number(self) -> int:
        self._count += 1
        return self._count

    _WRITERS: dict[type[Node], Callable[[Any, Any, Scope], None]] = {
        VariableNode: _value, TranslateNode: _words, IfNode: _if, ForNode: _for, WithNode: _with,
    }  # fmt: skip


def _filters(condition: Any) -> Any:
    return condition.value.filters


def _is_special(func: Any) -> bool:
    return getattr(func, "expects_localtime", False) or getattr(func, "needs_autoescape", False)


def _told(several: Iterable[Any]) -> set[str]:
    """All words that nodes hold as they are: among them the names that they give (`as name`), whatever they call it."""
    return {
        told
        for node in several
        for one in node.get_nodes_by_type(Node)
        if type(one) is not TextNode
        for told in vars(one).values()
        if isinstance(told, str)
    }
