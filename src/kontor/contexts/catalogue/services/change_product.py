"""Changing a product: the second of two editors is told, and buyers see what was approved."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue import fields
from kontor.contexts.catalogue.drafts import ProductDraft, Saved
from kontor.contexts.catalogue.errors import SomebodyElseChanged
from kontor.contexts.catalogue.lifecycle import RevisionState, State
from kontor.contexts.catalogue.moves import move
from kontor.contexts.catalogue.publishing import publish, revise
from kontor.contexts.catalogue.reviewing import open_case, trusted
from kontor.contexts.catalogue.saving import checked
from kontor.contexts.catalogue.tree_lock import hold_tree
from kontor.contexts.catalogue.working import Working, note, reviewed_parts, take
from kontor.contexts.sellers.queries import require
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat


def change_product(*, seat: Seat, product_id: UUID, version: int, draft: ProductDraft) -> Saved:
    """Save `draft` over the product as it was opened.

    Prices, variants and the like hold at once. New words and pictures of an approved product wait for a review, and it
    stays on sale as it was approved; a new category takes it off sale until it is looked at (ADR 21). A draft that
    says nothing new changes nothing.

    Args:
        version: of the product when it was opened for editing.

    Returns:
        The product's version now, and whether a part of the change waits for a review.

    Raises:
        RightMissing: without `products.edit`.
        ProductNotFound: absent, or another store's.
        SomebodyElseChanged: when it has been changed since; nothing is saved.
        Refusals: all that is wrong with the draft.
    """
    require(seat, "products.edit")
    with transaction.atomic():
        working = take(product_id, seat.store_id)
        product = working.product
        if product.version != version:
            raise SomebodyElseChanged
        hold_tree()
        checked(draft, product.store.language)
        after = fields.flat(fields.settled(draft, fields.draft_of(working.live).skus))
        if made := fields.changes(working.written, after):
            note(product, made, seat.account_id)
            _apply(working, after)
        if product.state == State.DELISTED and product.delisted_by != "seller":
            move("rework", product, Actor.SELLER)
        revision = working.revision
        waits = revision is not None and revision.state == RevisionState.WAITING
        return Saved(product.version, waits=waits or product.state == State.UNDER_REVIEW)


def _apply(working: Working, after: fields.Flat) -> None:
    product, parts = working.product, reviewed_parts()
    differs = fields.within(after, parts) != fields.within(working.live, parts)
    was_approved = product.state == State.APPROVED or (
        product.state == State.DELISTED and product.delisted_by == "seller"
    )
    if not was_approved:
        seen = differs and product.state == State.UNDER_REVIEW
        publish(working, after)
        if seen:  # whoever looks at it would decide about something else
            open_case(product, after)
    elif not differs or trusted(product.store_id):
        publish(working, after)
    elif "category" in parts and after.get("category") != working.live.get("category"):
        sold = working.live
        publish(working, after)
        if product.state == State.APPROVED:
            move("revise", product, Actor.SELLER)
            open_case(product, after, sold)
        else:
            move("rework", product, Actor.SELLER)
    else:
        revise(working, after, parts)
