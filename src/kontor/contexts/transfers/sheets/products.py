"""Products as rows, one for each variant: what rows ask for, and what rows say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from kontor.contexts.catalogue import many
from kontor.contexts.catalogue.drafts import EditedProduct
from kontor.contexts.catalogue.many import Save
from kontor.contexts.catalogue.queries.many import edited_products
from kontor.contexts.sellers.models import Store
from kontor.contexts.transfers import errors, policy
from kontor.contexts.transfers.models import ImportRow, RowOutcome
from kontor.contexts.transfers.rules.columns import Header
from kontor.contexts.transfers.rules.groups import Line, Market, read_group
from kontor.contexts.transfers.sheets.names import switches
from kontor.contexts.transfers.terms import Terms, terms
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Seat

_OF_SKU = "skus."  # how catalogue names the field of a variant: `skus.<place>.<field>`


@dataclass(slots=True)
class Planned:
    """What becomes of the rows of one product.

    Attributes:
        save: what catalogue is asked to save; None when nothing is.
        version: of the known product.
        places: for each variant of the draft, the row that names it.
        outcomes, faults: by row.
    """

    rows: Sequence[ImportRow]
    save: Save | None = None
    version: int = 0
    places: list[int | None] = field(default_factory=list)
    outcomes: dict[int, RowOutcome] = field(default_factory=dict)
    faults: dict[int, list[Refusal]] = field(default_factory=dict)


def market_of(store: Store, words: Terms) -> Market:
    """What rows of this store are read with."""

    def option_of(category: int, code: str, text: str) -> str:
        found = words.properties.get(category, {}).get(code)
        column = f"{'axis' if found and found.is_axis else 'attribute'}.{code}"
        if found is None:
            raise errors.AttributeUnknown(field=column, column=column)
        if found.codes and text.casefold() not in found.options:
            raise errors.OptionUnknown(
                field=column, column=column, value=text[:40], options=", ".join(found.codes[:40])
            )
        return found.options.get(text.casefold(), text) if found.codes else text

    words_for = switches()
    return Market(
        currency=store.currency,
        handling_days=store.handling_days,
        category_of=lambda text: words.categories.get(text.strip().casefold()),
        option_of=option_of,
        on=words_for[True],
        off=words_for[False],
    )


def plan(seat: Seat, header: Header, rows: Sequence[ImportRow], *, judged: bool = False) -> list[Planned]:
    """What `rows`, whole groups of them, would do now. Nothing is written.

    Args:
        judged: the rows have been through the dry run: what has been changed since by somebody else is refused.

    Raises:
        RightMissing: without `products.view`.
    """
    store = Store.objects.get(id=seat.store_id)
    market = market_of(store, terms())
    known = edited_products(seat, {row.target for row in rows if row.target})
    plans = [_planned(group, header, known, market, judged=judged) for group in _grouped(rows)]
    saves = [one.save for one in plans if one.save]
    wrong = iter(many.faults(store.id, store.language, saves, known))
    for one in plans:
        if one.save:
            _judge(one, next(wrong), known.get(one.save.product_id) if one.save.product_id else None)
    return plans


def _grouped(rows: Sequence[ImportRow]) -> list[list[ImportRow]]:
    groups: dict[int, list[ImportRow]] = {}
    for row in rows:
        groups.setdefault(row.place, []).append(row)
    return list(groups.values())


def _planned(
    rows: Sequence[ImportRow], header: Header, known: Mapping[UUID, EditedProduct], market: Market, *, judged: bool
) -> Planned:
    one = Planned(rows)
    product = known.get(rows[0].target) if rows[0].target else None
    lines = [Line(row.number, header.cells(row.cells)) for row in rows]
    for row, line in zip(rows, lines, strict=True):
        one.faults[row.number] = list(_own(row, line, product))
    group = read_group(lines, product, market)
    for number, faults in group.faults.items():
        one.faults[number] += faults
    if any(one.faults.values()) or group.draft is None:
        _refuse(one)
        return one
    one.save = Save(group.draft, product.id if product else None, rows[0].version if judged else _version(product))
    one.places = group.rows
    return one


def _version(product: EditedProduct | None) -> int:
    return product.version if product else 0


def _own(row: ImportRow, line: Line, product: EditedProduct | None) -> Iterator[Refusal]:
    """What is wrong with a row by itself."""
    if not row.key:
        yield errors.SkuMissingInRow(field="sku")
    if row.twin is not None:
        yield errors.RowTwice(row=row.twin)
    yield from too_long(line.cells)
    named = line.cells.get("product", "").strip()
    if product and named.isdecimal() and len(named) == len(str(product.number)) and int(named) != product.number:
        yield errors.ProductOther(field="product", product=product.number)


def too_long(cells: Mapping[str, str]) -> Iterator[Refusal]:
    """Cells that hold more than a cell may."""
    most = policy.CELL_CHARACTERS.int()
    for code, text in cells.items():
        if len(text) > most:
            yield errors.CellTooLong(field=code, column=code, most=most)


def _judge(one: Planned, wrong: Sequence[Refusal], known: EditedProduct | None) -> None:
    """Catalogue's word on a product, row by row."""
    if one.save is None:
        return
    for refusal in wrong:
        one.faults[_row_of(refusal, one)].append(refusal)
    if wrong:
        _refuse(one)
        return
    draft, before = one.save.draft, known.draft if known else None
    one.version = _version(known)
    if before == draft:
        one.save = None
    same = before is not None and replace(before, skus=()) == replace(draft, skus=())
    earlier = {sku.id: sku for sku in before.skus} if before else {}
    for sku, number in zip(draft.skus, one.places, strict=True):
        if number is not None:
            if sku.id not in earlier:
                one.outcomes[number] = RowOutcome.NEW
            else:
                same_row = same and earlier[sku.id] == sku
                one.outcomes[number] = RowOutcome.UNCHANGED if same_row else RowOutcome.CHANGED


def _row_of(refusal: Refusal, one: Planned) -> int:
    """The row that a refusal is about: that of its variant, else the product's first."""
    if refusal.field.startswith(_OF_SKU):
        place = refusal.field.split(".")[1]
        if place.isdecimal() and int(place) < len(one.places) and (number := one.places[int(place)]) is not None:
            return number
    return one.rows[0].number


def _refuse(one: Planned) -> None:
    """A product is saved whole: its other rows say which one holds them up."""
    first = next(number for number, faults in one.faults.items() if faults)
    for number, faults in one.faults.items():
        if not faults:
            faults.append(errors.SameProduct(row=first))
        one.outcomes[number] = RowOutcome.REJECTED
    one.save = None
