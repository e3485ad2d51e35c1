"""Evidence of a review as a template shows it: each value says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kontor.platform.reviews import Change, Evidence, Link, Picture
from kontor.ui.differences import differences
from kontor.ui.formats import count, moment


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A label and its values, each with `what`: text, link, picture, words (a changed text) or sides (of pictures)."""

    label: str
    values: Sequence[dict[str, Any]]

    @property
    def wide(self) -> bool:
        """Whether it is a picture, which needs the page's width."""
        return any(value["what"] in {"picture", "sides"} for value in self.values)

    @property
    def changed(self) -> bool:
        """Whether it is not what it was."""
        return any(value["what"] in {"words", "sides"} for value in self.values)


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
    if isinstance(value, Change):
        return _change(value)
    if isinstance(value, datetime):
        return {"what": "text", "text": moment(value)}
    if isinstance(value, bool) or not isinstance(value, int):
        return {"what": "text", "text": str(value)}
    return {"what": "text", "text": count(value)}


def _change(change: Change) -> dict[str, Any]:
    if isinstance(change.before, str) and isinstance(change.after, str):
        return {"what": "words", "parts": differences(change.before, change.after)}
    before, after = ([each for each in side if isinstance(each, Picture)] for side in (change.before, change.after))
    kept = {each.src for each in before} & {each.src for each in after}
    return {
        "what": "sides",
        "before": [{"src": each.src, "alt": each.alt, "gone": each.src not in kept} for each in before],
        "after": [{"src": each.src, "alt": each.alt, "new": each.src not in kept} for each in after],
    }
