"""Files of pictures: one for the same pixels of a store, known by its digest."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from kontor.contexts.catalogue.models import PictureUpload
from kontor.kernel.clock import now


def keep(store_id: UUID, data: bytes, folder: str = "products") -> str:
    """Keep a cleaned picture and note that it was uploaded; it goes again when nothing shows it (`sweep_pictures`).

    Args:
        folder: `products`, or `stores` for what a store shows of itself.

    Returns:
        Its media path.
    """
    path = f"{folder}/{store_id}/{hashlib.sha256(data).hexdigest()[:32]}.webp"
    with transaction.atomic():
        # The note first: it waits for a sweep of the same picture, after which the file is stored anew.
        PictureUpload.objects.bulk_create(
            [PictureUpload(path=path, store_id=store_id, at=now())],
            update_conflicts=True, unique_fields=["path"], update_fields=["at"],
        )  # fmt: skip
        if not default_storage.exists(path):
            default_storage.save(path, ContentFile(data))
    return path
