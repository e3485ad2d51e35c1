"""Uploaded pictures that neither a product nor its store shows."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import connection, transaction

from kontor.contexts.catalogue.models import PictureUpload
from kontor.contexts.catalogue.policy import PICTURES_UNUSED
from kontor.kernel.clock import now

# Where a path may stand: as a product's picture, in words and pictures that wait or were approved, in the product's
# past, in a form that somebody has not saved yet.
_SHOWN = """
SELECT u.path,
    EXISTS (SELECT 1 FROM catalogue_picture x JOIN catalogue_product p ON p.id = x.product_id
        WHERE p.store_id = u.store_id AND x.path = u.path)
    OR EXISTS (SELECT 1 FROM catalogue_productrevision r
        WHERE r.store_id = u.store_id AND strpos(r.body::text, u.path) > 0)
    OR EXISTS (SELECT 1 FROM catalogue_approvedversion a JOIN catalogue_product p ON p.id = a.product_id
        WHERE p.store_id = u.store_id AND strpos(a.body::text, u.path) > 0)
    OR EXISTS (SELECT 1 FROM catalogue_productchange c JOIN catalogue_product p ON p.id = c.product_id
        WHERE p.store_id = u.store_id AND c.fields ? 'pictures' AND strpos((c.fields -> 'pictures')::text, u.path) > 0),
    EXISTS (SELECT 1 FROM catalogue_editordraft d WHERE d.store_id = u.store_id AND strpos(d.typed::text, u.path) > 0)
    OR EXISTS (SELECT 1 FROM sellers_store s WHERE s.id = u.store_id AND u.path IN (s.banner, s.logo))
FROM catalogue_pictureupload u WHERE u.path = ANY(%s)
"""


def sweep_pictures(*, after: str = "", limit: int) -> str:
    """Look at the next `limit` uploads past their time (by path, after `after`): those that a product shows, or
    showed, are its own from then on; those that an unsaved form names, or the store shows as banner or logo now, are
    left for another day; the others go.

    Orders and carts name pictures of products, so that what a product once showed is never deleted here.

    Returns:
        The last path that was looked at; "" at the end.
    """
    with transaction.atomic():
        old = PictureUpload.objects.filter(path__gt=after, at__lt=now() - timedelta(days=PICTURES_UNUSED.int()))
        paths = list(old.select_for_update().order_by("path").values_list("path", flat=True)[:limit])
        if not paths:
            return ""
        with connection.cursor() as cursor:
            cursor.execute(_SHOWN, [paths])
            found = cursor.fetchall()
        unused = [path for path, shown, typed in found if not (shown or typed)]
        PictureUpload.objects.filter(path__in=[path for path, shown, _ in found if shown] + unused).delete()
        for path in unused:  # while the rows are held: whoever uploads the same picture again waits and stores it anew
            default_storage.delete(path)
    return paths[-1]
