"""What is written down of businesses, stores and their people (OPR-06, SEL-03)."""

from __future__ import annotations

from kontor.kernel.text import mark as _
from kontor.platform.audit import log, watched

watched("sellers.seat", _("Rights of members"), "sellers_seat", ("role", "rights"), told=True)
watched("sellers.store", _("Stores"), "sellers_store", ("state", "name"), told=True)
watched("sellers.address", _("Addresses of stores"), "sellers_storeaddress", ("purpose", "lines"), told=True)
watched("sellers.hiding", _("Hidden stores"), "sellers_storehiding", ("until", "ended_at"), told=True)
watched("sellers.business", _("Businesses"), "sellers_business", ("state", "legal_name", "form", "country"))
watched("sellers.stage", _("Papers and payout accounts of businesses"), "sellers_businessstage",
        ("stage", "state", "sealed", "held"))  # fmt: skip
log("sellers.invitation", _("Invitations to a store"), told=True)
log("sellers.invitation_withdrawn", _("Withdrawn invitations"), told=True)
log("sellers.role", _("Roles of a store"), told=True)
log("sellers.way", _("Verification of businesses"), "sellers_businessstep", by="t.by_id", store="t.store_id",
    what="concat_ws(' ', t.move, t.stage)", reason="t.note")  # fmt: skip
log("sellers.paper_seen", _("Papers looked at"), "sellers_paperview", by="t.by_id", what="t.code", reads=True,
    person="(SELECT b.owner_id FROM sellers_business b WHERE b.id = t.business_id)")  # fmt: skip
