"""The one writer of a product's state: compare and set, then the fact. Within a service's transaction."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kontor.contexts.catalogue import events
from kontor.contexts.catalogue.errors import ProductNotFound, SomebodyElseChanged
from kontor.contexts.catalogue.lifecycle import PRODUCT
from kontor.contexts.catalogue.models import Product
from kontor.kernel.clock import now
from kontor.kernel.events import Event
from kontor.kernel.lifecycle import Actor
from kontor.platform.events import record


def find(product_id: UUID, store_id: UUID | None = None) -> Product:
    """The product, of that store when one is named.

    Raises:
        ProductNotFound: absent, or another store's.
    """
    products = Product.objects.filter(id=product_id)
    found = (products if store_id is None else products.filter(store_id=store_id)).first()
    if found is None:
        raise ProductNotFound
    return found


def move(name: str, product: Product, actor: Actor, reason: str = "") -> None:
    """Make the move `name` of the lifecycle.

    Raises:
        MoveRefused: when the table does not allow it.
        SomebodyElseChanged: when the product was moved meanwhile.
    """
    arrow = PRODUCT.check(name, product.state, actor)
    values: dict[str, Any] = {"state": arrow.target, "reason": reason, "changed_at": now()}
    if name == "delist":
        values["delisted_by"] = "seller" if actor is Actor.SELLER else "operator"
    if not Product.objects.filter(id=product.id, state=product.state).update(**values):
        raise SomebodyElseChanged
    for field, value in values.items():
        setattr(product, field, value)
    if fact := _fact(arrow.event, product, actor, reason):
        record(fact)


def _fact(event: str, product: Product, actor: Actor, reason: str) -> Event | None:
    ids = {"key": product.store_id, "store_id": product.store_id, "product_id": product.id}
    match event:
        case "ProductSubmitted":
            return events.ProductSubmitted(**ids)
        case "ProductApproved":
            return events.ProductApproved(**ids)
        case "ProductRejected":
            return events.ProductRejected(**ids, reason=reason)
        case "ProductDelisted":
            return events.ProductDelisted(**ids, reason=reason, by=(actor.name or "system").lower())
    return None
