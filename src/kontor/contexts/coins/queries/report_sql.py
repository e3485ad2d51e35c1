"""The statements of the reports of coins."""

from __future__ import annotations

# Paid orders of a store with and without coins: how many, what they were worth (paid and coins, in yuan), how many had
# money sent back. Rates are the orders' own day's newest.
COMPARED = """
SELECT u.id IS NOT NULL AS with_coins, count(*), o.currency,
    sum(o.total_minor + coalesce(u.minor, 0))::bigint, count(*) FILTER (WHERE e.refunded_minor > 0)
FROM orders_storeorder o
LEFT JOIN coins_use u ON u.store_id = o.store_id AND u.id = o.id AND u.buyer_id = o.buyer_id
LEFT JOIN payments_escrow e ON e.store_id = o.store_id AND e.id = o.id
WHERE o.store_id = %(store)s AND o.paid_at >= %(since)s GROUP BY 1, o.currency
"""
# Of the buyers of the time before, with coins of the store in their purse and without: how many bought again within
# thirty days of their first order in it.
AGAIN = """
WITH first AS (
    SELECT buyer_id, min(paid_at) AS at FROM orders_storeorder
    WHERE store_id = %(store)s AND paid_at >= %(since)s - interval '30 days'
        AND paid_at < %(until)s - interval '30 days'
    GROUP BY buyer_id
)
SELECT EXISTS (SELECT 1 FROM coins_lot l WHERE l.buyer_id = f.buyer_id AND l.funder_id = %(store)s), count(*),
    count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM orders_storeorder o WHERE o.store_id = %(store)s AND o.buyer_id = f.buyer_id
        AND o.paid_at > f.at AND o.paid_at <= f.at + interval '30 days'
    ))
FROM first f GROUP BY 1
"""
# What became of each scene's coins, for whom, and what was sold with them in any store.
SCENES = """
WITH lot AS (
    SELECT l.scene_id, sum(l.coins - l.taken) AS given, sum(l.used) AS used, count(DISTINCT l.buyer_id) AS buyers
    FROM coins_lot l JOIN coins_scene s ON s.id = l.scene_id
    WHERE s.store_id = %(store)s AND l.given_at >= %(since)s GROUP BY 1
), fresh AS (
    SELECT l.scene_id, count(DISTINCT l.buyer_id) AS fresh FROM coins_lot l JOIN coins_scene s ON s.id = l.scene_id
    WHERE s.store_id = %(store)s AND l.given_at >= %(since)s AND NOT EXISTS (
        SELECT 1 FROM orders_storeorder o WHERE o.store_id = %(store)s AND o.buyer_id = l.buyer_id
        AND o.paid_at < l.given_at - interval '1 day'
    ) AND EXISTS (
        SELECT 1 FROM orders_storeorder o WHERE o.store_id = %(store)s AND o.buyer_id = l.buyer_id
        AND o.paid_at IS NOT NULL
    ) GROUP BY 1
), sold AS (
    SELECT p.scene_id, o.currency, sum(o.total_minor * p.coins / u.coins)::bigint AS minor
    FROM coins_usepart p JOIN coins_use u ON u.buyer_id = p.buyer_id AND u.id = p.order_id
    JOIN orders_storeorder o ON o.store_id = u.store_id AND o.id = u.id
    WHERE p.funder_id = %(store)s AND p.made_at >= %(since)s AND o.paid_at IS NOT NULL AND u.store_id = %(store)s
    GROUP BY 1, 2
)
SELECT s.id, s.name, s.kind, lot.given, lot.used, lot.buyers, coalesce(fresh.fresh, 0),
    (SELECT json_object_agg(sold.currency, sold.minor) FROM sold WHERE sold.scene_id = s.id)::text
FROM coins_scene s JOIN lot ON lot.scene_id = s.id LEFT JOIN fresh ON fresh.scene_id = s.id ORDER BY s.id DESC
LIMIT 50
"""
# What coins paid by top category, in coins, of the store's own goods.
CATEGORIES = """
SELECT coalesce(parent.id, c.id), coalesce(parent.names, c.names)::text, u.coins, part.value::bigint, u.minor
FROM coins_use u
CROSS JOIN LATERAL jsonb_each_text(u.lines) AS part (line, value)
JOIN orders_line l ON l.store_id = u.store_id AND l.id = part.line::uuid
JOIN catalogue_product p ON p.id = l.product_id
JOIN catalogue_category c ON c.id = p.category_id LEFT JOIN catalogue_category parent ON parent.id = c.parent_id
WHERE u.store_id = %(store)s AND u.made_at >= %(since)s
"""
# Coins of the store that were used, by the day on which they were given and the day on which they were used.
DRIFT = """
SELECT l.given_at::date, p.made_at::date, sum(p.coins - p.returned)::bigint
FROM coins_usepart p JOIN coins_hold h ON h.buyer_id = p.buyer_id AND h.id = p.hold_id AND h.state = 'posted'
JOIN coins_lot l ON l.buyer_id = p.buyer_id AND l.id = p.lot_id
WHERE p.funder_id = %(store)s AND p.made_at >= %(since)s GROUP BY 1, 2
"""
