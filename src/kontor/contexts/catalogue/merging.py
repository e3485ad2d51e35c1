"""Two people changed one product: what each changed, and where both changed the same. Pure (TRD-02)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kontor.contexts.catalogue.fields import Flat


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both changed, each to something else; None where there is nothing."""

    name: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merge:
    """Three versions of a product laid side by side.

    Attributes:
        merged: every field that one side alone changed, and `theirs` where both did.
        clashes: the fields that somebody must choose for.
        theirs: the fields that only the others changed.
        mine: the fields that only this person changed.
    """

    merged: Flat
    clashes: tuple[Clash, ...]
    theirs: tuple[Clash, ...]
    mine: tuple[Clash, ...]


def three_way(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merge:
    """Merge two changes of `base` field by field; nothing is decided where both changed the same field."""
    merged: Flat = {}
    clashes, others, own = [], [], []
    names = [*mine, *(name for name in theirs if name not in mine)]
    names += [name for name in base if name not in mine and name not in theirs]
    for name in names:
        was, my, their = base.get(name), mine.get(name), theirs.get(name)
        found = Clash(name, was, my, their)
        value = their
        if my != their:
            if my == was:
                others.append(found)
            elif their == was:
                own.append(found)
                value = my
            else:
                clashes.append(found)
        if value is not None:
            merged[name] = value
    return Merge(merged, tuple(clashes), tuple(others), tuple(own))


def chosen(merge: Merge, mine: Mapping[str, bool]) -> Flat:
    """The merged fields with each clash decided: by `mine[name]`, else for the others."""
    result = dict(merge.merged)
    for clash in merge.clashes:
        value = clash.mine if mine.get(clash.name) else clash.theirs
        if value is None:
            result.pop(clash.name, None)
        else:
            result[clash.name] = value
    return result
