"""Cutting a square out of a picture."""

from __future__ import annotations

from django.core.files.storage import default_storage

from kontor.contexts.catalogue.errors import NotAPicture
from kontor.contexts.catalogue.models import Picture
from kontor.contexts.catalogue.picture_files import keep
from kontor.contexts.catalogue.pictures import square
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def crop_picture(*, seat: Seat, path: str, across: int, zoom: int) -> str:
    """Keep a square part of a picture of the store's as a new picture; the old one stays where it is used.

    Args:
        across, zoom: see `pictures.square`.

    Returns:
        The new picture's media path.

    Raises:
        RightMissing: without `products.edit`.
        NotAPicture: the store has no such picture.
        CropOutside: that part lies outside.
    """
    require(seat, "products.edit")
    own = path.startswith(f"products/{seat.store_id}/") and ".." not in path
    of_product = Picture.objects.filter(path=path, product__store_id=seat.store_id)
    if not (own or of_product.exists()) or not default_storage.exists(path):
        raise NotAPicture(field="pictures")
    with default_storage.open(path) as file:
        data = square(file.read(), across, zoom)
    return keep(seat.store_id, data)
