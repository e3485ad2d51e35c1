"""What happens elsewhere and changes what is found."""

from __future__ import annotations

from kontor.contexts.catalogue.events import (
    CategoryChanged,
    ProductApproved,
    ProductChanged,
    ProductDelisted,
    ProductRated,
    ProductSubmitted,
)
from kontor.contexts.pricing.events import RatesImported
from kontor.contexts.search.services.index_products import index_products
from kontor.contexts.sellers.events import (
    StoreChanged,
    StoreClosed,
    StoreHidden,
    StoreReopened,
    StoreShown,
    StoreWentLive,
)
from kontor.kernel.clock import now
from kontor.platform.events import react
from kontor.platform.jobs import enqueue
from kontor.platform.reference import LONGEST


@react(ProductChanged)
def index_changed(event: ProductChanged) -> None:
    index_products(product_ids=[event.product_id])


@react(ProductApproved)
def index_approved(event: ProductApproved) -> None:
    index_products(product_ids=[event.product_id])


@react(ProductSubmitted)
def drop_submitted(event: ProductSubmitted) -> None:
    index_products(product_ids=[event.product_id])


@react(ProductDelisted)
def drop_delisted(event: ProductDelisted) -> None:
    index_products(product_ids=[event.product_id])


@react(ProductRated)
def index_rated(event: ProductRated) -> None:
    """Its stars stand on its card, and weigh in its rank."""
    index_products(product_ids=[event.product_id])


@react(CategoryChanged)
def index_renamed_category(event: CategoryChanged) -> None:
    """Its goods are found by its words, and hidden where it is under export control (ACC-34)."""
    enqueue("search.index_category", category_id=event.category_id, key=str(event.category_id))
    later = now() + LONGEST  # another machine may have indexed by the tree that it still knew
    enqueue("search.index_category", at=later, category_id=event.category_id, key=f"{event.category_id}:again")


@react(StoreChanged)
def index_renamed_store(event: StoreChanged) -> None:
    if event.renamed:
        enqueue("search.index_store", store_id=event.store_id, key=str(event.store_id))


@react(StoreHidden)
def drop_hidden_store(event: StoreHidden) -> None:
    """Its goods leave lists and search while it is out of sight (ACC-41)."""
    enqueue("search.index_store", store_id=event.store_id, key=str(event.store_id))


@react(StoreShown)
def index_shown_store(event: StoreShown) -> None:
    enqueue("search.index_store", store_id=event.store_id, key=str(event.store_id))


@react(StoreClosed)
def drop_closed_store(event: StoreClosed) -> None:
    enqueue("search.index_store", store_id=event.store_id, key=str(event.store_id))


@react(StoreReopened)
def index_reopened_store(event: StoreReopened) -> None:
    enqueue("search.index_store", store_id=event.store_id, key=str(event.store_id))


@react(StoreWentLive)
def index_opened_store(event: StoreWentLive) -> None:
    """What its people have prepared is found from now on (SEL-06)."""
    enqueue("search.index_store", store_id=event.store_id, key=str(event.store_id))


@react(RatesImported)
def reprice(event: RatesImported) -> None:
    del event
    enqueue("search.refresh_ranks_now", key="ranks")
