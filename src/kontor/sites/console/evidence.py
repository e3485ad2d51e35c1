"""Evidence of a review as a template shows it: each value says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kontor.platform.reviews import Evidence, Link, Picture
from kontor.ui.formats import count, moment


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A label and its values, each with `what`: text, link or picture."""

    label: str
    values: Sequence[dict[str, Any]]

    @property
    def wide(self) -> bool:
        """Whether it is a picture, which needs the page's width."""
        return any(value["what"] == "picture" for value in self.values)


def exhibits(evidence: Evidence) -> list[Exhibit]:
    """What a kind shows, ready to be drawn."""
    found = []
    for label, value in evidence:
        several = [value] if isinstance(value, str) or not isinstance(value, Sequence) else list(value)
        found.append(Exhibit(label, [_drawn(one) for one in several]))
    return found


def _drawn(value: Any) -> dict[str, Any]:
    if isinstance(value, Link):
        return {"what": "link", "text": value.text, "href": value.href}
    if isinstance(value, Picture):
        return {"what": "picture", "src": value.src, "alt": value.alt}
    if isinstance(value, datetime):
        return {"what": "text", "text": moment(value)}
    if isinstance(value, bool) or not isinstance(value, int):
        return {"what": "text", "text": str(value)}
    return {"what": "text", "text": count(value)}
