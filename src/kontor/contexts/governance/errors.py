"""How governance says no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class OffenceUnknown(Refusal):
    code = "ERR_OFFENCE_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose the rule that the store broke.")


class StoreUnnamed(Refusal):
    """What the operator typed names no store."""

    code = "ERR_VIOLATION_STORE"
    kind = Kind.INVALID
    sentence = _("No store has this short name. Copy it from the address of the store's page.")


class EvidenceMissing(Refusal):
    """Nothing is punished without (OPR-03)."""

    code = "ERR_EVIDENCE_MISSING"
    kind = Kind.INVALID
    sentence = _("Name the evidence: what was seen, or an order or a product.")


class WordsMissing(Refusal):
    code = "ERR_VIOLATION_WORDS_MISSING"
    kind = Kind.INVALID
    sentence = _("Write what happened, in words for the store's people.")


class ReferenceUnknown(Refusal):
    code = "ERR_REFERENCE_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("The store has nothing with the number %(number)s. Copy the number from its page.")


class ProductNeeded(Refusal):
    code = "ERR_PRODUCT_NEEDED"
    kind = Kind.INVALID
    sentence = _("Name the products that are to be taken off sale, by their numbers.")


class PenaltyTooLong(Refusal):
    code = "ERR_PENALTY_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("Enter 1 to %(most)s days: this rule allows no more.")


class ViolationNotFound(Refusal):
    code = "ERR_VIOLATION_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such violation.")


class ViolationOver(Refusal):
    code = "ERR_VIOLATION_OVER"
    kind = Kind.CONFLICT
    sentence = _("This violation counts no more. Nothing was changed.")


class ReasonMissing(Refusal):
    code = "ERR_LIFT_REASON_MISSING"
    kind = Kind.INVALID
    sentence = _("Say why: the store's people read it.")


class AppealMissing(Refusal):
    code = "ERR_APPEAL_MISSING"
    kind = Kind.INVALID
    sentence = _("Write why you think that this is wrong, at most %(most)s characters.")


class AppealTooLate(Refusal):
    code = "ERR_APPEAL_TOO_LATE"
    kind = Kind.CONFLICT
    sentence = _("The time for an appeal is over.")


class AppealMade(Refusal):
    code = "ERR_APPEAL_MADE"
    kind = Kind.CONFLICT
    sentence = _("The store has appealed already. You are told as soon as it is decided.")


class AppealOver(Refusal):
    code = "ERR_APPEAL_DECIDED"
    kind = Kind.CONFLICT
    sentence = _("This appeal is decided already.")
