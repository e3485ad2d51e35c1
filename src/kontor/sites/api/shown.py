"""From what queries hand out to the API's shapes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from kontor.contexts.buyers.queries import AddressView
from kontor.contexts.catalogue.queries import CategoryNode
from kontor.contexts.checkout import rules
from kontor.contexts.orders.shapes import Card, Detail
from kontor.contexts.sellers.pages import StorePage
from kontor.sites.api import schemas as api
from kontor.sites.api.schemas import Money

money, plain_money = Money.of, Money.plain


def options(pairs: Iterable[tuple[str, str]]) -> list[api.Labelled]:
    """Labels with values."""
    return [api.Labelled(label=label, value=value) for label, value in pairs]


def category(node: CategoryNode) -> api.Category:
    """A category and all below it."""
    return api.Category(slug=node.slug, name=node.name, children=[category(child) for child in node.children])


def store(page: StorePage) -> api.Store:
    """An open store."""
    card, holiday = page.card, page.on_holiday
    return api.Store(
        slug=card.slug, name=card.name, country=card.country, currency=card.currency,
        rating=card.rating_hundredths / 100 if card.rating_count else None, rating_count=card.rating_count,
        about=page.about, return_policy=page.return_policy, shipping_policy=page.shipping_policy,
        handling_days=card.handling_days, on_holiday_until=holiday.last_day if holiday else None,
    )  # fmt: skip


def address(view: AddressView) -> api.Address:
    """An address of the book."""
    return api.Address(
        id=view.id, country=view.country, recipient=view.recipient, company=view.company, street=view.street,
        district=view.district, city=view.city, region=view.region, postcode=view.postcode, phone=view.phone,
        is_default=view.is_default, lines=view.lines(),
    )  # fmt: skip


def quote(found: rules.Quote) -> api.Quote:
    """The full cost."""
    return api.Quote(
        country=found.country, currency=found.currency, stores=[_quoted(part) for part in found.stores],
        units=found.units, goods=money(found.goods), shipping=money(found.shipping), tax=money(found.tax),
        reductions=[api.Reduction.model_validate(reduction(each)) for each in found.reductions],
        total=money(found.total), ready=found.ready, fingerprint=found.fingerprint,
    )  # fmt: skip


def _quoted(part: rules.StoreQuote) -> api.QuotedStore:
    label, percent = part.tax.label, f"{part.tax.percent.normalize():f}"
    return api.QuotedStore(
        store_id=part.seller.store_id,
        store=api.StoreName(slug=part.seller.slug, name=part.seller.name, country=part.seller.country),
        lines=[
            api.QuotedLine(
                sku_id=line.good.sku_id, product_number=str(line.good.product_number), title=line.good.title,
                options=options(line.good.axes), quantity=line.quantity, unit_price=money(line.unit),
                goods=money(line.goods), tax=money(line.tax), orderable=not line.short,
            )
            for line in part.lines
        ],
        shipping_options=[
            api.ShippingOption(
                code=way.code, name=way.name, price=money(way.price), min_days=way.min_days, max_days=way.max_days
            )
            for way in part.options
        ],
        chosen=part.chosen.code if part.chosen else None,
        goods=money(part.goods), shipping=money(part.shipping), tax=money(part.tax.total),
        tax_label=gettext(label) % {"percent": percent} if label else "", total=money(part.total),
    )  # fmt: skip


def reduction(each: rules.Reduction) -> dict[str, object]:
    """`schemas.Reduction`, as plain values."""
    return {
        "code": each.code, "amount": plain_money(each.amount), "coupon_id": each.id, "name": each.name,
        "coins": each.count,
    }  # fmt: skip


def order_card(card: Card) -> api.OrderCard:
    """A store order in a list."""
    return api.OrderCard(**_card(card))


def order(detail: Detail) -> api.Order:
    """One store order."""
    return api.Order(
        **_card(detail.card),
        lines=[
            api.OrderLine(
                product_number=str(line.product_number), sku_id=line.sku_id, title=line.title,
                options=options(line.axes), quantity=line.quantity, shipped=line.shipped, unit_price=money(line.unit),
                goods=money(line.goods), tax=money(line.tax),
            )
            for line in detail.lines
        ],
        goods=money(detail.goods), shipping=money(detail.shipping), tax=money(detail.tax),
        address={name: part for name, part in detail.address.items() if isinstance(part, str)},
        note=detail.note,
        steps=[api.OrderStep(move=step.move, state=step.target, at=step.at) for step in detail.steps],
        actions=list(detail.moves),
    )  # fmt: skip


def _card(card: Card) -> dict[str, Any]:
    return {
        "number": str(card.number), "purchase_number": str(card.buyer_order_number), "state": card.state,
        "store": card.store_name, "store_slug": card.store_slug, "title": card.title, "line_count": card.line_count,
        "total": money(card.total), "placed_at": card.placed_at, "expected_to": card.expected_to,
    }  # fmt: skip
