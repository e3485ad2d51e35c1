"""Logs of the platform's own (OPR-06)."""

from __future__ import annotations

from kontor.kernel.text import mark as _
from kontor.platform.audit import log

log("platform.policy", _("Policy values"), "platform_policy_change", by="t.by_id", what="t.name", reason="t.reason",
    kept=("t.old", "t.new"))  # fmt: skip
log(
    "platform.review", _("Review queues"), "platform_review_step", by="t.by_id", what="concat_ws(' ', t.what, t.note)",
    person="(SELECT i.subject_id FROM platform_review i WHERE i.id = t.item_id)",
)  # fmt: skip
log("audit.export", _("Exports of the history"), told=True)
