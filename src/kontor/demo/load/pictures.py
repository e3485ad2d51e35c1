"""Drawn pictures as media files: named by what is in them, written once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from kontor.demo.content.model import ProductDraft, StoreDraft
from kontor.demo.content.pictures import banner, logo, picture
from kontor.demo.load.goods import digest

_VIEWS = ("front", "detail", "set", "scale")


class Studio:
    """Draws and files pictures.

    Args:
        per_product: views of each product beside one for each further colour.
        drawn: products that get pictures of their own; later ones share those of their category.
    """

    def __init__(self, per_product: int, drawn: int) -> None:
        self._root = Path(settings.MEDIA_ROOT)
        self._per_product = per_product
        self._drawn = drawn
        self._shared: dict[str, list[list[tuple[str, str]]]] = {}

    def of_product(self, draft: ProductDraft) -> list[tuple[str, str]]:
        """(media path, axis option that it shows) of each picture of a product, the first first."""
        known = self._shared.setdefault(draft.category, [])
        if draft.index >= self._drawn and known:
            return known[draft.index % len(known)]
        paths = [(self._file("p", picture(draft, view)), "") for view in _VIEWS[: self._per_product]]
        colours = draft.look.colours
        if self._per_product > 1 and len(colours) > 1 and "colour" in draft.axes:
            paths[0] = (paths[0][0], f"colour:{colours[0]}")
            paths += [(self._file("p", picture(draft, "front", c)), f"colour:{c}") for c in colours[1:]]
        if draft.index >= self._drawn // 2:
            known.append(paths)
        return paths

    def of_store(self, draft: StoreDraft) -> tuple[str, str]:
        """Media paths of banner and logo."""
        return self._file("b", banner(draft)), self._file("l", logo(draft))

    def _file(self, kind: str, svg: str) -> str:
        name = digest(svg)
        path = f"demo/{kind}/{name[:2]}/{name}.svg"
        target = self._root / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(svg)
        return path


Draw = Callable[[ProductDraft], list[tuple[str, str]]]
