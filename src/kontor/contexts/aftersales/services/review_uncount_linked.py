"""Reviews by accounts that turned out to belong to a store's people weigh nothing (TRD-10, ACC-35)."""

from __future__ import annotations

from django.db import connection, transaction

from kontor.contexts.aftersales.services.review_weigh import review_weigh

# From the few flags and clusters to the reviews, never the other way round.
_LINKED = """
WITH pair AS (
    SELECT store_id, account_id FROM risk_flag WHERE kind = 'own_store' AND store_id IS NOT NULL
    UNION
    SELECT s.store_id, m.account_id FROM risk_store_member s
    JOIN risk_member o ON o.account_id = s.account_id JOIN risk_member m ON m.cluster_id = o.cluster_id
)
SELECT r.store_id, r.order_id FROM pair p
JOIN aftersales_review r ON r.store_id = p.store_id AND r.buyer_id = p.account_id
WHERE r.store_why = '' OR r.product_why = ''
UNION
SELECT d.store_id, d.order_id FROM pair p
JOIN aftersales_detail_rating d ON d.store_id = p.store_id AND d.buyer_id = p.account_id
WHERE d.why = ''
ORDER BY 1, 2
"""


def review_uncount_linked() -> int:
    """Take what linked accounts have said out of the sums; the texts stay. Safe to repeat.

    Returns:
        For how many orders something changed.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LINKED)
        orders = cursor.fetchall()
    return sum(review_weigh(store_id=store_id, order_id=order_id) for store_id, order_id in orders)
