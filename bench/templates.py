"""Which templates and components a page's time goes to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.template.base import Template

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

    def draw(self, render: Any, template: Template, context: Any) -> Any:
        """Draw one template and note what it took."""
        self._inside.append(0.0)
        began = time.process_time()
        try:
            return render(template, context)
        finally:
            whole = (time.process_time() - began) * 1000
            inside = self._inside.pop()
            self._inside[-1] += whole
            known = self.drawn.setdefault(str(template.name or "(part of an attribute)"), Drawn())
            known.times, known.whole, known.own = known.times + 1, known.whole + whole, known.own + whole - inside


@contextmanager
def watched() -> Iterator[Gallery]:
    """Note every template that is drawn in the block."""
    gallery, render = Gallery(), Template._render  # type: ignore[attr-defined]
    Template._render = lambda template, context: gallery.draw(render, template, context)  # type: ignore[attr-defined]
    try:
        yield gallery
    finally:
        Template._render = render  # type: ignore[attr-defined]
