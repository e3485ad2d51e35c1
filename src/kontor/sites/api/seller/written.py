"""Hot lists of programs, written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpResponse

from kontor.contexts.integrations.queries.shelf import ProductLine, ShelfRow
from kontor.contexts.integrations.queries.sold import SoldLine, SoldPage
from kontor.contexts.orders.shapes import Card
from kontor.kernel.money import Money
from kontor.sites.api.written import array, money, optional, quoted


def answer(body: str) -> HttpResponse:
    """Ready text."""
    return HttpResponse(body, content_type="application/json")


def sold(page: SoldPage) -> str:
    """A page of orders."""
    items = array(_order(card, page.lines.get(card.order_id, ())) for card in page.cards)
    return f'{{"items":{items},"next":{optional(page.after)}}}'


def _order(card: Card, lines: Sequence[SoldLine]) -> str:
    currency = card.store_total.currency
    return (
        f'{{"number":"{card.number}","state":"{card.state}","buyer":{quoted(card.nickname)},'
        f'"country":"{card.ship_to_country}","total":{money(card.store_total)},"placed_at":{_moment(card.placed_at)},'
        f'"ship_by":{_moment(card.ship_by)},"lines":{array(_line(line, currency) for line in lines)}}}'
    )


def _line(line: SoldLine, currency: str) -> str:
    return (
        f'{{"id":"{line.line_id}","sku_id":"{line.sku_id}","sku":{quoted(line.sku_code)},"title":{quoted(line.title)},'
        f'"quantity":{line.quantity},"shipped":{line.shipped},"unit_price":{money(Money(line.unit_minor, currency))}}}'
    )


def _moment(moment: datetime | None) -> str:
    return "null" if moment is None else f'"{moment.isoformat()}"'


def shelf(rows: Sequence[ShelfRow], after: str) -> str:
    """A page of SKUs."""
    return f'{{"items":{array(map(_sku, rows))},"next":{optional(after)}}}'


def _sku(row: ShelfRow) -> str:
    return (
        f'{{"id":"{row.sku_id}","code":{quoted(row.code)},"product":"{row.product_number}",'
        f'"product_state":"{row.product_state}","active":{"true" if row.active else "false"},'
        f'"barcode":{quoted(row.barcode)},"price":{money(row.price)},"list_price":{money(row.list_price)},'
        f'"stock":{row.stock}}}'
    )


def products(rows: Sequence[ProductLine], after: str) -> str:
    """A page of products."""
    return f'{{"items":{array(map(_product, rows))},"next":{optional(after)}}}'


def _product(row: ProductLine) -> str:
    return (
        f'{{"number":"{row.number}","state":"{row.state}","title":{quoted(row.title)},"category":{quoted(row.category)},'
        f'"sku_count":{row.sku_count},"version":{row.version},"changed_at":{_moment(row.changed_at)}}}'
    )
