"""A product under somebody's hands: locked, with what is on sale and what its people last wrote. In a transaction."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.drafts import ProductDraft
from kontor.contexts.catalogue.errors import ProductNotFound
from kontor.contexts.catalogue.fields import Changes, Flat, draft_of, flat, overlaid
from kontor.contexts.catalogue.policy import REVIEWED_PARTS
from kontor.contexts.catalogue.queries.drafts import draft_from
from kontor.kernel.clock import now


def reviewed_parts() -> set[str]:
    """The parts of a product whose changes a review wants to see."""
    return set(REVIEWED_PARTS.text().split())


@dataclass(slots=True)
class Working:
    """A locked product.

    Attributes:
        live: the fields as the store's rows hold them: what buyers see while it is on sale.
        written: the fields as its people last wrote them; differs from `live` while a revision waits or was rejected.
    """

    product: models.Product
    live: Flat
    written: Flat
    revision: models.ProductRevision | None

    @property
    def draft(self) -> ProductDraft:
        """What its people last wrote."""
        return draft_of(self.written)


def take(product_id: UUID, store_id: UUID | None = None) -> Working:
    """Lock a product, of that store when one is named, and read it.

    Raises:
        ProductNotFound: absent, or another store's.
    """
    rows = models.Product.objects.select_for_update(of=("self",), no_key=True).select_related("store")
    product = (
        rows.filter(id=product_id) if store_id is None else rows.filter(id=product_id, store_id=store_id)
    ).first()
    if product is None:
        raise ProductNotFound
    live = flat(draft_from(product))
    revision = models.ProductRevision.objects.filter(product=product).first()
    return Working(product, live, written(live, revision), revision)


def written(live: Flat, revision: models.ProductRevision | None) -> Flat:
    """The fields as a product's people last wrote them."""
    return overlaid(live, revision.body, set(revision.parts)) if revision else live


def note(product: models.Product, made: Changes, by: UUID | None) -> None:
    """Write down what changed and give the product its next version."""
    models.ProductChange.objects.create(product=product, version=product.version, fields=made, by_account=by)
    product.version += 1
    product.changed_at = now()
