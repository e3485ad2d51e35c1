"""What the buttons of the editor do to the form: rows for every combination of options, one value for many rows, the
order of pictures. Nothing is saved (TRD-02)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import product

from anyascii import anyascii
from django.http import QueryDict

from kontor.contexts.catalogue.queries.categories import AttributeView
from kontor.sites.seller_center.editor_form import MOST_ROWS, Form, Shot, SkuRow

FILLED = ("price", "list_price", "weight", "length", "width", "height", "hs_code")  # and `stock.<warehouse>`
_CODE = 40  # characters
_HEAD = 14


def generated(form: Form, post: QueryDict, axes: Sequence[AttributeView]) -> int:
    """Add a row for every combination of the chosen options that has none yet, like the first row in the rest.

    Returns:
        How many were added.
    """
    chosen = [
        (axis.code, [code for code in axis.options if code in post.getlist(f"options.{axis.code}")]) for axis in axes
    ]
    chosen = [(code, options) for code, options in chosen if options]
    if not chosen:
        return 0
    known = {frozenset(row.axes.items()) for row in form.rows}
    model = next((row for row in form.rows if row.price or row.weight), SkuRow())
    plain = [row for row in form.rows if not row.axes and not row.id]
    added = 0
    for combination in product(*(options for _code, options in chosen)):
        choice = {code: option for (code, _), option in zip(chosen, combination, strict=True)}
        if frozenset(choice.items()) in known or len(form.rows) >= MOST_ROWS:
            continue
        form.rows.append(
            SkuRow(
                price=model.price, list_price=model.list_price, weight=model.weight, length=model.length,
                width=model.width, height=model.height, hs_code=model.hs_code, axes=choice,
            )
        )  # fmt: skip
        added += 1
    if added:  # the row without a choice was the model of the others
        form.rows = [row for row in form.rows if row not in plain]
    return added


def filled(form: Form, what: str, value: str) -> int:
    """Write one value into a field of all picked rows.

    Returns:
        How many rows there were.
    """
    picked = [row for row in form.rows if row.picked]
    for row in picked:
        if what in FILLED:
            setattr(row, what, value.strip())
        elif what.startswith("stock."):
            row.stock[what.removeprefix("stock.")] = value.strip()
    return len(picked)


def moved(form: Form, act: str, place: int) -> None:
    """Move the picture at `place` up or down, or take it away."""
    shots = form.pictures
    if not 0 <= place < len(shots):
        return
    if act == "remove":
        del shots[place]
        return
    other = place + (1 if act == "down" else -1)
    if 0 <= other < len(shots):
        shots[place], shots[other] = shots[other], shots[place]


def add_picture(form: Form, path: str) -> None:
    """Put a new picture behind the others, once."""
    if path not in {shot.path for shot in form.pictures}:
        form.pictures.append(Shot(path))


def name_rows(form: Form, title: str, tail: str) -> None:
    """Give rows without a code one that says what they are: `DESK-LAMP-7F3A-RED`.

    Args:
        tail: what tells this product's codes from those of others.
    """
    head = re.sub(r"[^A-Z0-9]+", "-", anyascii(title).upper())[:_HEAD].strip("-") or "ITEM"
    taken = {row.code for row in form.rows}
    for row in form.rows:
        if row.code or row.blank:
            continue
        parts = [head, tail, *(re.sub(r"[^A-Z0-9]+", "", anyascii(option).upper())[:8] for option in row.axes.values())]
        base = "-".join(part for part in parts if part)[: _CODE - 3]
        code, number = base, 2
        while code in taken:
            code, number = f"{base}-{number}", number + 1
        taken.add(code)
        row.code = code


def options_in_use(form: Form, axes: Sequence[AttributeView]) -> Mapping[str, set[str]]:
    """The options of each axis that some row has."""
    return {axis.code: {row.axes[axis.code] for row in form.rows if axis.code in row.axes} for axis in axes}
