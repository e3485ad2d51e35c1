"""What is written down of products (OPR-06)."""

from __future__ import annotations

from kontor.kernel.text import mark as _
from kontor.platform.audit import log, watched

watched("catalogue.product", _("States of products"), "catalogue_product", ("state",), told=True)
log("catalogue.categories", _("Categories imported"))
