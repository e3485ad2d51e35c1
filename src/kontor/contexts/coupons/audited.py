"""What is written down of coupons (OPR-06). A code is told to those who may have it, and to no history."""

from __future__ import annotations

from kontor.kernel.text import mark as _
from kontor.platform.audit import watched

watched(
    "coupons.coupon", _("Coupons"), "coupons_coupon",
    ("state", "kind", "currency", "amount_minor", "percent", "cap_minor", "threshold_minor", "audience", "scope",
     "per_buyer", "budget_count", "budget_minor", "starts_at", "ends_at", "code"),
    told=True,
)  # fmt: skip
