"""Choosing a SKU by links, so that it works without scripts."""

from __future__ import annotations

from dataclasses import dataclass

from kontor.contexts.catalogue.queries import ProductPage, SkuView


@dataclass(frozen=True, slots=True)
class Swatch:
    """One option of an axis; `href` chooses the SKU that changes least else. `gone`: nothing of it is there."""

    label: str
    href: str
    colour: str
    chosen: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class AxisView:
    code: str
    label: str
    chosen: str
    swatches: tuple[Swatch, ...]


def swatches(page: ProductPage, chosen: SkuView, *, linked: bool = True) -> list[AxisView]:
    """The axes of a product with the present choice; options that no SKU has in any combination are not shown.

    Args:
        linked: options lead somewhere; not in a preview.
    """
    result = []
    for axis in page.axes:
        found = []
        for code, option in axis.options.items():
            best = _nearest(page, chosen, axis.code, code)
            if best is not None:
                is_chosen = chosen.axes.get(axis.code) == code
                found.append(
                    Swatch(
                        option.label, f"?sku={best.id}" if linked else "", option.swatch, is_chosen, best.available <= 0
                    )
                )
        label = axis.options[chosen.axes[axis.code]].label if chosen.axes.get(axis.code) in axis.options else ""
        result.append(AxisView(axis.code, axis.label, label, tuple(found)))
    return result


def _nearest(page: ProductPage, chosen: SkuView, axis: str, option: str) -> SkuView | None:
    """Of the SKUs with this option: the one most like the chosen one, what is there before what is not."""
    candidates = [sku for sku in page.skus if sku.axes.get(axis) == option]

    def likeness(sku: SkuView) -> tuple[int, bool]:
        return sum(sku.axes.get(code) == value for code, value in chosen.axes.items()), sku.available > 0

    return max(candidates, key=likeness, default=None)
