"""The review of a product: its case in the operator's queue, what was approved last, trust. In a transaction."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.fields import Flat, changes
from kontor.contexts.catalogue.policy import REVIEW_WITHIN, TRUSTED_AFTER
from kontor.kernel.clock import now
from kontor.platform import reviews

KIND = "catalogue.product"


def open_case(product: models.Product, fields: Flat, sold: Flat | None = None) -> None:
    """Put the product into the queue with these fields. A case that was open ends: nobody decides what is no more.

    Args:
        sold: of a product that was approved, what buyers see.
    """
    close_case(product.id)
    approved = models.ApprovedVersion.objects.filter(product=product).first()
    before = approved.body if approved is not None else sold
    facts: dict[str, str | int | bool | None] = {"product": str(product.number), "new": before is None}
    if before is not None:
        facts["changed"] = len(changes(before, fields))
    reviews.open_item(
        kind=KIND, subject_id=product.id, facts=facts,
        due_at=now() + timedelta(hours=REVIEW_WITHIN.int()),
    )  # fmt: skip


def close_case(product_id: UUID) -> None:
    """End the open case of a product that needs no decision any more."""
    reviews.withdraw(kind=KIND, subject_id=product_id)


def trusted(store_id: UUID) -> bool:
    """Whether what the store hands in is approved at once: the operator's last decisions were all for it."""
    wanted = TRUSTED_AFTER.int()
    if not wanted:
        return False
    decisions = models.ProductDecision.objects.filter(store_id=store_id, by_account__isnull=False)
    latest = list(decisions.order_by("-at", "-id").values_list("approved", flat=True)[:wanted])
    return len(latest) == wanted and all(latest)


def keep_approved(product: models.Product, fields: Flat) -> None:
    """Remember what was approved."""
    models.ApprovedVersion.objects.update_or_create(
        product=product, defaults={"body": fields, "version": product.version, "at": now()}
    )


def keep_decision(product: models.Product, *, approved: bool, by: UUID | None, reason: str) -> UUID:
    """Write down a decision, and return its id. `by`: the operator's account; None: Kontor itself."""
    made = models.ProductDecision.objects.create(
        product=product, store_id=product.store_id, approved=approved, by_account=by, reason=reason, at=now()
    )
    return made.id
