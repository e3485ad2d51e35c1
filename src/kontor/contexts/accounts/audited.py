"""What is written down of accounts (OPR-06)."""

from __future__ import annotations

from kontor.kernel.text import mark as _
from kontor.platform.audit import log, watched

watched("accounts.account", _("Accounts"), "accounts_account", ("state", "audience", "email", "phone"))
log("accounts.security", _("Safety of accounts"), "accounts_securitystep", by="t.by_id", person="t.account_id",
    what="t.what", reason="t.reason")  # fmt: skip
