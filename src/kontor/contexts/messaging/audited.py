"""What is written down of messages (OPR-06)."""

from __future__ import annotations

from kontor.kernel.text import mark as _
from kontor.platform.audit import log

log("messaging.evidence", _("Conversations exported as evidence"), reads=True, told=True)
log("messaging.settings", _("Message settings and automatic replies of stores"), told=True)
log("messaging.policy_phrase", _("Words of the content policy for messages"), told=True)
