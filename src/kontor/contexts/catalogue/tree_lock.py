"""Products are saved and the tree of categories is changed one after the other, never at the same moment (TRD-02)."""

from __future__ import annotations

from django.db import connection

_KEY = "hashtextextended('catalogue.categories', 0)"


def hold_tree(*, alone: bool = False) -> None:
    """Let nobody change the categories until the transaction ends; savings of products go side by side.

    What is read of the categories after this still holds when a product has been written: that it stands in a leaf,
    and that its attributes are those of its category. Taken after the locks of products.

    Args:
        alone: for whoever changes them: no product is being saved either.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{'' if alone else '_shared'}({_KEY})")
