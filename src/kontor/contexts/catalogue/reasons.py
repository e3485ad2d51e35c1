"""Sentences by which a review says no, each with the place in the editor that it is about. Pure (TRD-02)."""

from __future__ import annotations

from collections.abc import Mapping

from kontor.kernel.text import mark as _

REASONS: Mapping[str, str] = {
    _("The title names something else than the pictures show."): "title",
    _("The title holds words that have nothing to do with the goods."): "title",
    _("The words are not in the language that they stand under."): "title",
    _("The first picture shows another colour than the title names."): "pictures",
    _("The first picture shows a logo, a text or other goods."): "pictures",
    _("The pictures are not sharp, or too small to see the goods."): "pictures",
    _("The pictures belong to somebody else."): "pictures",
    _("The category does not fit. Choose the one in which buyers look for such goods."): "category",
    _("A brand is named for which the store has shown no right to sell it."): "brand",
    _("Facts contradict the words or the pictures."): "attributes",
    _("The price is not meant seriously."): "skus",
    _("Goods of this kind may not be sold here."): "",
}
"""Sentence → field; "" for the whole product."""


def told(reason: str) -> dict[str, list[str]]:
    """A stored reason by the fields that it is about; what the reviewer wrote freely is about the whole ("")."""
    found: dict[str, list[str]] = {}
    for line in reason.splitlines():
        if line.strip():
            found.setdefault(REASONS.get(line.strip(), ""), []).append(line.strip())
    return found
