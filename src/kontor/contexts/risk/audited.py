"""What is written down of bans and identity checks (OPR-06)."""

from __future__ import annotations

from kontor.kernel.text import mark as _
from kontor.platform.audit import log, watched

watched("risk.ban", _("Closed accounts"), "risk_ban", ("lifted_at", "lifted_because"))
log("risk.identity_seen", _("Identity papers looked at"), "risk_identity_view", by="t.by_id", what="t.side", reads=True,
    person="(SELECT c.account_id FROM risk_identity c WHERE c.id = t.check_of_id)")  # fmt: skip
