"""Stock as the editor shows and takes it, warehouse by warehouse (TRD-02, TRD-08)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.catalogue.drafts import EditedProduct
from kontor.contexts.inventory import queries as inventory
from kontor.contexts.inventory.errors import CountedMeanwhile
from kontor.contexts.inventory.services.set_stock import set_stock
from kontor.kernel.errors import Refusal, Refusals
from kontor.sites.seller_center import editor_form as forms
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench


def stock_of(bench: Bench, product: EditedProduct) -> forms.Stock:
    """What lies where of a product's SKUs."""
    rows = inventory.stock_of(bench.seat, [sku.id for sku in product.draft.skus if sku.id])
    return {(row.sku_id, row.warehouse_id): row.on_hand for row in rows}


def refreshed(form: forms.Form, there: forms.Stock) -> None:
    """Set what the form was opened with to what lies there now; what nobody typed over follows."""
    for row in form.rows:
        for (sku_id, house), units in there.items():
            if str(sku_id) != row.id:
                continue
            if row.stock.get(str(house), "") == row.stock_before.get(str(house), ""):
                row.stock[str(house)] = str(units)
            row.stock_before[str(house)] = str(units)


def count_stock(bench: Bench, product_id: UUID, form: forms.Form) -> None:
    """Stock as typed; only where it was typed over, only by whoever may. Call it where the product was saved.

    Raises:
        Refusals: at the field: less than is promised, or what lay there has changed since the form was opened.
    """
    if not bench.seat.may("products.stock"):
        return
    counts = [
        (index, row, house, typed)
        for index, row in enumerate(row for row in form.rows if not row.blank)
        for house, typed in row.stock.items()
        if typed and typed != row.stock_before.get(house, "")
    ]
    if not counts:
        return
    product = catalogue.edited_product(bench.seat, product_id)
    saved, now = {sku.code: sku.id for sku in product.draft.skus}, stock_of(bench, product)
    wrong: list[Refusal] = []
    for index, row, house, typed in counts:
        sku_id, warehouse_id = saved.get(row.code), reading.uuid(house)
        if sku_id is None or warehouse_id is None:
            continue
        there = now.get((sku_id, warehouse_id), 0)
        try:
            if there != reading.whole(row.stock_before.get(house), 0):
                raise CountedMeanwhile(on_hand=there)
            set_stock(seat=bench.seat, sku_id=sku_id, warehouse_id=warehouse_id, on_hand=reading.whole(typed, -1, -1))
        except Refusal as refusal:
            refusal.field = f"skus.{index}.stock.{house}"
            wrong.append(refusal)
    if wrong:
        raise Refusals(wrong)
