"""Taking in an uploaded picture."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from kontor.contexts.catalogue.pictures import clean
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def add_picture(*, seat: Seat, content: bytes) -> str:
    """Check, clean and keep a picture; it belongs to a product once a draft names its path.

    The same picture gets the same path, so that a repeated upload stores nothing twice.

    Returns:
        Its media path.

    Raises:
        RightMissing: without `products.edit`.
        NotAPicture, PictureTooLarge: nothing is stored.
    """
    require(seat, "products.edit")
    data = clean(content)
    path = f"products/{seat.store_id}/{hashlib.sha256(data).hexdigest()[:32]}.webp"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(data))
    return path
