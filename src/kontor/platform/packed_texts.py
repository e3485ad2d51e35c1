"""Translations that take little memory.

As Django holds them, the texts of a language take 2 MB of each web worker and are read once by gettext and once by
Django, though most belong to pages that this worker is never asked for.
"""

from __future__ import annotations

import gettext
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from django.utils.translation import trans_real

_WORTH_IT = 200  # texts of a catalogue
Key = str | tuple[str, int]  # a text, or a text with the number of its plural form


class Texts:
    """Translations of one catalogue, packed: they are unpacked one by one, as pages ask for them.

    Stands for a plain `dict` where Django looks a text up; it cannot be gone through, because it does not keep what
    was translated, only its hash (64 bits of a keyed one: that two of some thousands are equal will not happen).
    """

    def __init__(self, plain: Mapping[Key, str]) -> None:
        """Pack `plain`."""
        hashed = sorted((hash(key), text) for key, text in plain.items())
        self._hashes = array("q", [found for found, _ in hashed])
        packed = [text.encode() for _, text in hashed]
        self._ends = array("I", [0])
        for text in packed:
            self._ends.append(self._ends[-1] + len(text))
        self._packed = b"".join(packed)
        self._met: dict[Key, str] = {}

    def __getitem__(self, key: Key) -> str:
        found: str | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: Key) -> bool:
        return self.get(key) is not None

    def get(self, key: Key, default: Any = None) -> Any:
        """The translation of `key`, or `default`."""
        met = self._met.get(key)
        if met is not None:
            return met
        wanted = hash(key)
        at = bisect_left(self._hashes, wanted)
        if at == len(self._hashes) or self._hashes[at] != wanted:
            return default
        text = self._met[key] = self._packed[self._ends[at] : self._ends[at + 1]].decode()
        return text


def pack_language(language: str) -> None:
    """Pack the texts of a language that has just been spoken for the first time in this process."""
    catalogue: Any = getattr(trans_real.translation(language), "_catalog", None)
    kept: list[Any] = getattr(catalogue, "_catalogs", [])
    kept[:] = [Texts(one) if isinstance(one, dict) and len(one) > _WORTH_IT else one for one in kept]
    gettext._translations = {}  # type: ignore[attr-defined]  # as Django's own reloader does
