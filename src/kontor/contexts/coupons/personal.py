"""What coupons hold of people (ACC-42)."""

from __future__ import annotations

from kontor.contexts.coupons.models import Coupon, Use, UsePart
from kontor.platform.privacy import free

free(Coupon, "a store's or the operator's words for an offer, and its terms", "name", "kind", "currency", "audience",
     "scope", "code")  # fmt: skip
free(Use, "codes of currencies", "currency", "buyer_currency")
free(UsePart, "a code of a currency; amounts by line", "store_currency", "lines")
