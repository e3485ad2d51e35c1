"""What is written down of payouts (OPR-06)."""

from __future__ import annotations

from kontor.kernel.text import mark as _
from kontor.platform.audit import log, watched

watched("billing.payout", _("Payouts"), "billing_payout", ("state", "reason"), told=True)
log("billing.approval", _("Approvals of payouts"), "billing_payoutapproval", by="t.by_id", store="t.store_id",
    what="t.payout_id::text")  # fmt: skip
