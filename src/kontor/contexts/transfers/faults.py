"""Refusals kept beside a row or a sheet, and said later in the language of whoever reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext

from kontor.contexts.transfers.sheets.names import label_of
from kontor.kernel.errors import Refusal, Refusals

Kept = list[Any]  # [code, sentence, params]


def kept(refusals: Iterable[Refusal]) -> list[Kept]:
    """Refusals as plain values; several at once one by one, each sentence once."""
    single = [part for refusal in refusals for part in (refusal.parts if isinstance(refusal, Refusals) else [refusal])]
    found = [[part.code, part.sentence, _plain(part)] for part in single]
    return [fault for place, fault in enumerate(found) if fault not in found[:place]]


def _plain(refusal: Refusal) -> dict[str, Any]:
    return {
        name: value if isinstance(value, (int, str)) and not isinstance(value, bool) else str(value)
        for name, value in refusal.params.items()
    }


def said(fault: Sequence[Any], kind: str) -> str:
    """The sentence in the active language; columns by their names."""
    _code, sentence, params = fault
    words: str = gettext(sentence)
    if not params:
        return words
    if "column" in params:
        params = {**params, "column": label_of(kind, str(params["column"]))}
    return str(words % params)


def codes(faults: Iterable[Sequence[Any]]) -> str:
    """The codes, for programs."""
    return " ".join(dict.fromkeys(str(fault[0]) for fault in faults))
