"""Phrases for sellers in the usual scenes of a dispute, in the buyer's language (SEL-14). Words: `data/`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext

from kontor.kernel.text import mark as _

_FILE = Path(__file__).resolve().parent / "data" / "dispute_phrases.json"

# Scene -> the kind of dispute that it fits ("": every kind), and what sellers call it.
SCENES: Mapping[str, tuple[str, str]] = {
    "patience": ("not_received", _("The parcel is on its way: ask for patience")),
    "delivered": ("not_received", _("The carrier says that it is delivered: ask to look again")),
    "full": ("", _("Agree to a full refund")),
    "part": ("not_as_described", _("Offer a part of the money; the buyer keeps the goods")),
    "return": ("not_as_described", _("Ask for the goods back, then refund")),
    "pictures": ("not_as_described", _("Ask for pictures")),
    "size": ("not_as_described", _("The size or colour does not fit: explain the table of the listing")),
    "no": ("", _("Refuse, with what proves it")),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One scene for one case: what it is about in the seller's language, its words in the buyer's and the seller's."""

    scene: str
    title: str
    words: str
    meaning: str


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


def phrases(kind: str, *, buyer: str, seller: str) -> list[Phrase]:
    """The scenes that fit a kind of dispute, in their order.

    Args:
        buyer, seller: their languages; English stands in for one that has no words here.
    """
    found = []
    for scene, (fits, title) in SCENES.items():
        said = _words()[scene]
        if fits in ("", kind):
            words, meaning = said.get(buyer, said["en"]), said.get(seller, said["en"])
            found.append(Phrase(scene, gettext(title), words, "" if words == meaning else meaning))
    return found
