"""Taking in the picture with which a store shows itself (TRD-01)."""

from __future__ import annotations

from kontor.contexts.catalogue.errors import NotAPicture, PictureTooLarge
from kontor.contexts.catalogue.picture_files import keep
from kontor.contexts.catalogue.pictures import clean, logo
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def add_store_picture(*, seat: Seat, part: str, content: bytes) -> str:
    """Check, clean and keep a banner or logo as pictures of products are; it is shown once `change_store` names it.

    What is not named is swept after a time. The same picture gets the same path.

    Args:
        part: `banner`, kept whole; `logo`, of which the middle square is kept, small.

    Returns:
        Its media path.

    Raises:
        RightMissing: without `settings.store`.
        NotAPicture, PictureTooLarge: at the field `part`; nothing is stored.
    """
    require(seat, "settings.store")
    try:
        data = logo(content) if part == "logo" else clean(content)
    except (NotAPicture, PictureTooLarge) as refusal:
        refusal.field = part
        raise
    return keep(seat.store_id, data, "stores")
