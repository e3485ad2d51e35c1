"""What is written down of support (OPR-06)."""

from __future__ import annotations

from kontor.kernel.text import mark as _
from kontor.platform.audit import log

log("support.request", _("Requests to support that were read"), reads=True, told=True)
