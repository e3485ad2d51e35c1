"""Evidence before it is stored: words, and numbers of the store's own orders and products."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from kontor.contexts.catalogue.models import Product
from kontor.contexts.governance.errors import EvidenceMissing, ReferenceUnknown
from kontor.contexts.governance.models import Evidence, Violation
from kontor.contexts.governance.rules.lengths import WORDS_AT_MOST
from kontor.contexts.orders.models import StoreOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What shows a violation. At least one part of it is there."""

    words: str = ""
    orders: Sequence[int] = ()
    products: Sequence[int] = ()

    @property
    def empty(self) -> bool:
        return not (self.words.strip() or self.orders or self.products)


@dataclass(frozen=True, slots=True)
class Checked:
    """The proof, and the ids of the products that it names."""

    proof: Proof
    product_ids: dict[int, UUID] = field(default_factory=dict)


def checked(store_id: UUID, proof: Proof) -> Checked:
    """That something is there, and that every number is of this store.

    Raises:
        EvidenceMissing, ReferenceUnknown
    """
    if proof.empty:
        raise EvidenceMissing(field="evidence")
    orders = StoreOrder.objects.filter(store_id=store_id, number__in=list(proof.orders))
    have = set(orders.values_list("number", flat=True))
    for number in proof.orders:
        if number not in have:
            raise ReferenceUnknown(field="orders", number=number)
    products = Product.objects.filter(store_id=store_id, number__in=list(proof.products))
    ids = dict(products.values_list("number", "id"))
    for number in proof.products:
        if number not in ids:
            raise ReferenceUnknown(field="products", number=number)
    return Checked(proof, ids)


def rows(violation: Violation, proof: Proof) -> list[Evidence]:
    """The evidence as it is stored."""
    words = proof.words.strip()[:WORDS_AT_MOST]
    parts = [
        *([Evidence(kind="words", words=words)] if words else []),
        *(Evidence(kind="order", number=number) for number in dict.fromkeys(proof.orders)),
        *(Evidence(kind="product", number=number) for number in dict.fromkeys(proof.products)),
    ]
    for position, part in enumerate(parts):
        part.violation, part.position = violation, position
    return parts
