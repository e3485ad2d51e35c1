"""What buyers think of a product, as it is shown with it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.events import ProductRated
from kontor.contexts.catalogue.models import Product
from kontor.platform.events import record


def note_rating(*, product_id: UUID, hundredths: int, count: int) -> bool:
    """Keep the average of the reviews that count, in hundredths of a star, and how many they are.

    Returns:
        Whether it has changed.
    """
    with transaction.atomic():
        product = Product.objects.filter(id=product_id).only("store_id", "rating_hundredths", "rating_count").first()
        if product is None or (product.rating_hundredths, product.rating_count) == (hundredths, count):
            return False
        Product.objects.filter(id=product_id).update(rating_hundredths=hundredths, rating_count=count)
        record(ProductRated(key=product.store_id, store_id=product.store_id, product_id=product_id))
    return True
