"""What buyers keep: wish lists, followed stores, saved Alipay accounts, and what stores have told.

Written with one statement each over what is loaded already; who gets what follows from ids, so a seed makes one market.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

_LISTS = """
INSERT INTO buyers_wishlist (id, buyer_id, name, created_at)
SELECT md5('list' || a.id)::uuid, a.id, '', %(today)s - interval '60 days' FROM (
    SELECT id FROM accounts_account WHERE audience = 'buyer' AND state = 'active'
    ORDER BY email = %(demo)s DESC, md5('wish' || id) LIMIT 300
) a
"""
_ITEMS = """
INSERT INTO buyers_wishitem (id, list_id, buyer_id, product_id, product_number, price_minor, currency, missing, note,
                             added_at)
SELECT md5('item' || l.id || c.product_id)::uuid, l.id, l.buyer_id, c.product_id, c.number,
       c.price_minor + c.price_minor / 20, c.currency, false, '', %(today)s - interval '1 day' * (c.place * 5)
FROM buyers_wishlist l CROSS JOIN LATERAL (
    SELECT product_id, number, price_minor, currency, row_number() OVER () AS place FROM (
        SELECT product_id, number, price_minor, currency FROM search_card
        WHERE number %% 40 = abs(hashtext(l.buyer_id::text)) %% 40 ORDER BY number LIMIT 7
    ) few
) c
"""
_FOLLOWS = """
INSERT INTO buyers_follow (buyer_id, store_id, since)
SELECT l.buyer_id, s.id, %(today)s - interval '40 days' FROM buyers_wishlist l CROSS JOIN LATERAL (
    SELECT id FROM sellers_store WHERE state = 'open' ORDER BY md5(l.buyer_id::text || id) LIMIT 3
) s
"""
_NEWS = """
INSERT INTO sellers_storenews (id, store_id, title, text, published_at)
SELECT md5('news' || s.id)::uuid, s.id, t.title, t.text, %(today)s - interval '1 day' * (1 + s.place %% 20)
FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM sellers_store WHERE state = 'open') s
JOIN (VALUES (0, 'New colours are in', 'Three new colours of our best sellers, packed and ready.'),
             (1, 'Orders leave within a day', 'We have a second packer: what comes before noon leaves the same day.'),
             (2, 'Thank you for a good year', 'A small present lies in every parcel this month.')) t (n, title, text)
  ON t.n = s.place %% 3
"""
_BOUND = """
INSERT INTO payments_agreement (id, buyer_id, provider, method, state, provider_reference, redirect_url, token,
    token_key, brand, label, is_default, created_at, bound_at, ended_why)
SELECT md5('bound' || p.buyer_id)::uuid, p.buyer_id, 'alipay', 'alipay', 'active', '', '', '\\x',
    md5('key' || p.buyer_id),
    'alipay', left(a.email, 1) || '***@' || split_part(a.email, '@', 2), true, p.since, p.since, ''
FROM (SELECT buyer_id, min(created_at) AS since FROM payments_intent WHERE method = 'alipay' AND state = 'succeeded'
      GROUP BY buyer_id) p
JOIN accounts_account a ON a.id = p.buyer_id AND a.email NOT IN ('', %(demo)s)
WHERE abs(hashtext(p.buyer_id::text)) %% 2 = 0
"""
_NOTICES = """
INSERT INTO notifications_notice (account_id, id, kind, channel, address, language, "values", cause, created_at,
                                  sent_at, read_at, waiting, shown)
SELECT a.id,
       (lpad(to_hex((extract(epoch FROM o.shipped_at) * 1000)::bigint), 12, '0') || substr(md5(o.id::text), 13))::uuid,
       'order_shipped', 'page', '', a.language,
       jsonb_build_object('number', o.number), 'demo:' || o.id, o.shipped_at, o.shipped_at,
       CASE WHEN o.place > 3 THEN o.shipped_at END, false, true
FROM accounts_account a CROSS JOIN LATERAL (
    SELECT id, number, shipped_at, row_number() OVER (ORDER BY shipped_at DESC) AS place FROM orders_storeorder
    WHERE buyer_id = a.id AND shipped_at IS NOT NULL ORDER BY shipped_at DESC LIMIT 12
) o WHERE a.email = %(demo)s AND a.audience = 'buyer'
"""


def load_keeping(today: datetime, demo_buyer: str) -> None:
    """Fill the lists. After the search index is made: wishes are of what is on sale."""
    with connection.cursor() as cursor:
        for statement in (_LISTS, _ITEMS, _FOLLOWS, _NEWS, _BOUND, _NOTICES):
            cursor.execute(statement, {"today": today, "demo": demo_buyer})
