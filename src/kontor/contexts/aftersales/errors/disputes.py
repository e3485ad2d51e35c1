"""How disputes say no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class DisputeNotFound(Refusal):
    code = "ERR_DISPUTE_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such dispute. Look it up in the list of disputes.")


class DisputeTooEarly(Refusal):
    code = "ERR_DISPUTE_TOO_EARLY"
    sentence = _("The goods are still on their way in time. You can open a dispute from %(since)s (UTC) on.")


class DisputeTooLate(Refusal):
    code = "ERR_DISPUTE_TOO_LATE"
    sentence = _("The time to open a dispute about this order is over.")


class DisputeNotPossible(Refusal):
    code = "ERR_DISPUTE_NOT_POSSIBLE"
    sentence = _("There is nothing to dispute about this order now. Look at its state.")


class DisputeOpenAlready(Refusal):
    code = "ERR_DISPUTE_OPEN_ALREADY"
    sentence = _("There is an open dispute about this order already.")


class DisputeOnceMore(Refusal):
    code = "ERR_DISPUTE_ONCE_MORE"
    sentence = _("This order has been disputed as often as it can be, or its dispute has been decided.")


class DisputeReasonMissing(Refusal):
    code = "ERR_DISPUTE_REASON_MISSING"
    kind = Kind.INVALID
    sentence = _("Choose what is wrong.")


class DisputeWordsMissing(Refusal):
    code = "ERR_DISPUTE_WORDS_MISSING"
    kind = Kind.INVALID
    sentence = _("Say in a few words what is the matter: the other side and Kontor read it.")


class DisputeWordsTooLong(Refusal):
    code = "ERR_DISPUTE_WORDS_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("Write at most %(most)s characters.")


class DisputeEvidenceMissing(Refusal):
    code = "ERR_DISPUTE_EVIDENCE_MISSING"
    kind = Kind.INVALID
    sentence = _("Add at least one picture that shows what is wrong with the goods.")


class DisputeTooManyPictures(Refusal):
    code = "ERR_DISPUTE_TOO_MANY_PICTURES"
    kind = Kind.INVALID
    sentence = _("At most %(most)s pictures can be shown. Leave the less telling ones out.")


class DisputeAmountWrong(Refusal):
    code = "ERR_DISPUTE_AMOUNT_WRONG"
    kind = Kind.INVALID
    sentence = _("Give an amount up to %(most)s, which is what was paid.")


class DisputeReturnNeedsMoney(Refusal):
    code = "ERR_DISPUTE_RETURN_NEEDS_MONEY"
    kind = Kind.INVALID
    sentence = _("Nobody sends goods back for nothing. Give an amount, or leave the goods where they are.")


class DisputeTimeOver(Refusal):
    code = "ERR_DISPUTE_TIME_OVER"
    sentence = _("The time for this is over, and what follows from that is being done. Reload the page.")


class ProposalGone(Refusal):
    code = "ERR_PROPOSAL_GONE"
    sentence = _("This proposal does not stand any more. Look at the newest one.")


class ProposalYourOwn(Refusal):
    code = "ERR_PROPOSAL_YOUR_OWN"
    sentence = _("This is your own proposal. The other side may accept it.")


class AppealTaken(Refusal):
    code = "ERR_APPEAL_TAKEN"
    sentence = _("You have agreed to this ruling.")


class AppealPointless(Refusal):
    code = "ERR_APPEAL_POINTLESS"
    sentence = _("This ruling gives you everything that you asked for.")


class AppealNeedsAnother(Refusal):
    code = "ERR_APPEAL_NEEDS_ANOTHER"
    sentence = _("You ruled on this case before. Its appeal belongs to somebody else.")


class RulingUnknown(Refusal):
    code = "ERR_RULING_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("This ruling does not fit the case: nobody has made that proposal.")


class ReturnNumberWrong(Refusal):
    code = "ERR_RETURN_NUMBER_WRONG"
    kind = Kind.INVALID
    sentence = _("Give the tracking number that stands on the carrier's receipt: letters and digits.")


class ReturnCarrierMissing(Refusal):
    code = "ERR_RETURN_CARRIER_MISSING"
    kind = Kind.INVALID
    sentence = _("Say which carrier brings the goods back.")


class DisputeNotOnDesk(Refusal):
    code = "ERR_DISPUTE_NOT_ON_DESK"
    sentence = _("This dispute does not wait for a ruling: its sides are still to act, or it is over.")
