"""A product's JSON, written by hand (see `written`)."""

from __future__ import annotations

from kontor.contexts.catalogue.queries import ProductPage, SkuView
from kontor.contexts.catalogue.queries.categories import AttributeView
from kontor.contexts.catalogue.queries.pages import StoreChip
from kontor.contexts.pricing.rules import shown
from kontor.contexts.pricing.table import RateTable
from kontor.kernel.money import Money
from kontor.sites.api.written import array, media, money, optional, pairs, quoted, rating

ROOM = 20  # stock beyond this is not told exactly


def product(page: ProductPage, currency: str, table: RateTable) -> bytes:
    """The whole product, prices in `currency`."""
    shop = page.store
    parts = (
        f'{{"number":"{page.number}","slug":{quoted(page.slug)},"title":{quoted(page.title)}',
        f'"description":{quoted(page.description)},"bullets":{array(map(quoted, page.bullets))}',
        f'"language":{quoted(page.language)},"languages":{array(map(quoted, page.languages))}',
        f'"brand":{optional(page.brand)},"attributes":{pairs(page.attributes)}',
        f'"axes":{array(map(_axis, page.axes))}',
        f'"pictures":{array(_picture(p.path, p.axis_option) for p in page.pictures)}',
        f'"skus":{array(_sku(sku, currency, table) for sku in page.skus)}',
        f'"rating":{rating(page.rating_hundredths, page.rating_count)},"rating_count":{page.rating_count}',
        f'"sold_count":{page.sold_count},"handling_days":{page.handling_days}',
        f'"store":{_store(shop)}}}',
    )
    return ",".join(parts).encode()


def _store(shop: StoreChip) -> str:
    return (
        f'{{"slug":{quoted(shop.slug)},"name":{quoted(shop.name)},"country":{quoted(shop.country)},'
        f'"rating":{rating(shop.rating_hundredths, shop.rating_count)},"rating_count":{shop.rating_count}}}'
    )


def _axis(axis: AttributeView) -> str:
    options = array(f'{{"code":{quoted(o.code)},"label":{quoted(o.label)}}}' for o in axis.options.values())
    return f'{{"code":{quoted(axis.code)},"label":{quoted(axis.label)},"options":{options}}}'


def _picture(path: str, option: str) -> str:
    return f'{{"url":{media(path)},"option":{optional(option)}}}'


def _sku(sku: SkuView, currency: str, table: RateTable) -> str:
    def seen(price: Money | None) -> str:
        return "null" if price is None else money(shown(price, currency, table))

    axes = ",".join(f"{quoted(code)}:{quoted(str(option))}" for code, option in sku.axes.items())
    return (
        f'{{"id":"{sku.id}","code":{quoted(sku.code)},"axes":{{{axes}}},"price":{seen(sku.price)},'
        f'"list_price":{seen(sku.list_price)},"store_price":{money(sku.price)},"weight_g":{sku.weight_g},'
        f'"available":{min(max(sku.available, 0), ROOM)}}}'
    )
