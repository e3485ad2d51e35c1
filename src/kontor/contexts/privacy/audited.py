"""Who saw personal data (OPR-06, ACC-41)."""

from __future__ import annotations

from kontor.kernel.text import mark as _
from kontor.platform.audit import log

log("privacy.recipient_seen", _("Recipients of orders seen"), "privacy_recipientread", by="t.reader_id",
    store="t.store_id", what="t.order_number", reads=True, told=True)  # fmt: skip
log("privacy.overread", _("Limits of reading passed"), "privacy_overread", by="t.account_id", store="t.store_id",
    what="t.most", reads=True)  # fmt: skip
