"""What is written down of violations and what follows from them (OPR-06)."""

from __future__ import annotations

from kontor.kernel.text import mark as _
from kontor.platform.audit import watched

watched("governance.violation", _("Violations"), "governance_violation", ("code", "points", "state"), told=True)
watched("governance.consequence", _("What followed from violations"), "governance_consequence",
        ("kind", "until", "ended_at"), told=True)  # fmt: skip
watched("governance.appeal", _("Appeals of stores"), "governance_appeal", ("granted",), told=True)
