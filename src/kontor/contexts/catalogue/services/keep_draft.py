"""What is typed into the editor is kept while it is not saved."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.errors import DraftTooLarge, ProductNotFound
from kontor.contexts.catalogue.models import EditorDraft, Product
from kontor.contexts.catalogue.policy import DRAFT_BYTES, DRAFTS_MAX
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat

TITLE = 160  # characters


def keep_draft(
    *, seat: Seat, draft_id: UUID, product_id: UUID | None, version: int, title: str, typed: Mapping[str, Sequence[str]]
) -> UUID:
    """Keep what this person has typed: one draft for each product, one for each new product that is begun.

    Args:
        draft_id: of a new product, made when its form was opened; a known product has one draft, whatever the id.
        version: of the product when it was opened.
        typed: the form, field by field.

    Returns:
        The draft's id.

    Raises:
        RightMissing: without `products.edit`.
        ProductNotFound: the product, or the draft, is somebody else's or absent.
        DraftTooLarge: it is longer than drafts are kept.
    """
    require(seat, "products.edit")
    if len(json.dumps(typed)) > DRAFT_BYTES.int():
        raise DraftTooLarge
    values = {
        "version": version,
        "title": title[:TITLE],
        "typed": {key: list(several) for key, several in typed.items()},
    }
    with transaction.atomic():
        if product_id is not None:
            if not Product.objects.filter(id=product_id, store_id=seat.store_id).exists():
                raise ProductNotFound
            kept, _new = EditorDraft.objects.update_or_create(
                account_id=seat.account_id, product_id=product_id,
                defaults={**values, "at": now()}, create_defaults={**values, "store_id": seat.store_id, "at": now()},
            )  # fmt: skip
            return kept.id
        known = EditorDraft.objects.select_for_update().filter(id=draft_id).first()
        if known is not None and (known.account_id, known.store_id) != (seat.account_id, seat.store_id):
            raise ProductNotFound
        EditorDraft.objects.update_or_create(
            id=draft_id, defaults={**values, "account_id": seat.account_id, "store_id": seat.store_id, "at": now()}
        )
        _make_room(seat)
        return draft_id


def _make_room(seat: Seat) -> None:
    mine = EditorDraft.objects.filter(account_id=seat.account_id, store_id=seat.store_id, product__isnull=True)
    spare = list(mine.order_by("-at", "-id").values_list("id", flat=True)[DRAFTS_MAX.int() :])
    EditorDraft.objects.filter(id__in=spare).delete()
