"""What a file of categories says: plain frozen values. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FORMAT = "kontor-categories-1"
USUAL_COMMISSION = 500  # basis points, as the column has it

Words = Mapping[str, str]
"""One text by language code, English always among them."""


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """A value to choose; `swatch` is a hex colour, or ""."""

    code: str
    labels: Words
    swatch: str = ""


@dataclass(frozen=True, slots=True)
class AttributeDraft:
    """An attribute as one category has it; `line` is where the file says so."""

    code: str
    labels: Words
    unit: str = ""
    kind: str = "choice"
    required: bool = False
    is_axis: bool = False
    is_facet: bool = True
    options: tuple[OptionDraft, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """A category; `parent` is the code of the one above it, "" for a top one. `commission_bp` in basis points."""

    code: str
    parent: str
    names: Words
    hs_prefix: str = ""
    commission_bp: int = USUAL_COMMISSION
    export_controlled: bool = False
    icon: str = ""
    attributes: tuple[AttributeDraft, ...] = ()
    line: int = field(default=0, compare=False)


def usual_kind(unit: str, *, is_axis: bool, has_options: bool) -> str:
    """The kind of an attribute that says none: what has a unit is a number, what has options is chosen from them."""
    if unit and not is_axis:
        return "number"
    return "choice" if has_options else "text"
