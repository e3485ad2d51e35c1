"""Which templates and components a page's time goes to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.template.base import Template
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockNode

MOST = 18


@dataclass(slots=True)
class Drawn:
    """How often a template was drawn, and the milliseconds of this process: in all, and without those inside it."""

    times: int = 0
    whole: float = 0.0
    own: float = 0.0


@dataclass(slots=True)
class Gallery:
    """What was drawn, by name."""

    drawn: dict[str, Drawn] = field(default_factory=dict)
    _inside: list[float] = field(default_factory=lambda: [0.0])

    def lines(self, pages: int) -> Iterator[str]:
        """The dearest first, per journey of `pages`."""
        yield f"{'times':>7} {'own ms':>8} {'in all':>8}  template (of one journey)"
        ordered = sorted(self.drawn.items(), key=lambda item: item[1].own, reverse=True)
        for name, drawn in ordered[:MOST]:
            yield f"{drawn.times / pages:>7.1f} {drawn.own / pages:>8.2f} {drawn.whole / pages:>8.2f}  {name}"

    def draw(self, name: str, render: Callable[[], Any]) -> Any:
        """Draw one part and note what it took."""
        self._inside.append(0.0)
        began = time.process_time()
        try:
            return render()
        finally:
            whole = (time.process_time() - began) * 1000
            inside = self._inside.pop()
            self._inside[-1] += whole
            known = self.drawn.setdefault(name, Drawn())
            known.times, known.whole, known.own = known.times + 1, known.whole + whole, known.own + whole - inside


@contextmanager
def watched() -> Iterator[Gallery]:
    """Note every template, component and block that is drawn in the block."""
    gallery = Gallery()
    of_template, of_block = Template._render, BlockNode.render  # type: ignore[attr-defined]

    def template(self: Template, context: Any) -> Any:
        return gallery.draw(str(self.name or "(part of an attribute)"), lambda: of_template(self, context))

    def block(self: BlockNode, context: Any) -> Any:
        filled = context.render_context.get(BLOCK_CONTEXT_KEY)
        node = (filled and filled.get_block(self.name)) or self
        place = str(node.origin.template_name) if node.origin else ""
        return gallery.draw(f"block {self.name} of {place}", lambda: of_block(self, context))

    Template._render, BlockNode.render = template, block  # type: ignore[attr-defined, method-assign]
    try:
        yield gallery
    finally:
        Template._render, BlockNode.render = of_template, of_block  # type: ignore[attr-defined, method-assign]
