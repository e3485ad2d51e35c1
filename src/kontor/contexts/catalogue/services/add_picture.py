"""Taking in an uploaded picture."""

from __future__ import annotations

from kontor.contexts.catalogue.picture_files import keep
from kontor.contexts.catalogue.pictures import clean
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def add_picture(*, seat: Seat, content: bytes) -> str:
    """Check, clean and keep a picture; it belongs to a product once a draft names its path, or is swept after a time.

    The same picture gets the same path, so that a repeated upload stores nothing twice.

    Returns:
        Its media path.

    Raises:
        RightMissing: without `products.edit`.
        NotAPicture, PictureTooLarge: nothing is stored.
    """
    require(seat, "products.edit")
    return keep(seat.store_id, clean(content))
