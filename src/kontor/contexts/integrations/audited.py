"""What is written down of programs (OPR-06)."""

from __future__ import annotations

from kontor.kernel.text import mark as _
from kontor.platform.audit import watched

watched("integrations.program", _("Programs"), "integrations_application", ("state", "certification", "scopes"),
        told=True)  # fmt: skip
watched("integrations.grant", _("What programs may do"), "integrations_grant", ("scopes", "ended_at"), told=True)
