"""How the verification of a business says no (SEL-01, SEL-02, SEL-04, SEL-06)."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _

BUSINESS_PAGE = "/seller/business/"
TAX_PAGE = "/seller/tax/"


class BusinessUnknown(Refusal):
    """Absent, or not yours: the two look the same."""

    code = "ERR_BUSINESS_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such business.")


class StageClosed(Refusal):
    code = "ERR_STAGE_CLOSED"
    kind = Kind.CONFLICT
    sentence = _("This stage cannot be changed now. Reload the page to see how it stands.")


class ValueWrong(Refusal):
    """At its field: a number that does not hold, a choice that is none."""

    code = "ERR_BUSINESS_VALUE"
    kind = Kind.INVALID
    sentence = _("This is not a valid number of its kind. Compare it with the paper sign by sign.")


class ValueTooLong(Refusal):
    code = "ERR_BUSINESS_VALUE_LONG"
    kind = Kind.INVALID
    sentence = _("Write at most %(most)s characters.")


class ChoiceUnknown(Refusal):
    code = "ERR_BUSINESS_CHOICE"
    kind = Kind.INVALID
    sentence = _("Choose one from the list.")


class ValueMissing(Refusal):
    code = "ERR_BUSINESS_VALUE_MISSING"
    kind = Kind.INVALID
    sentence = _("Fill this in.")


class PaperFaulty(Refusal):
    """The picture was looked at and is not good enough; `advice` says what to do."""

    code = "ERR_PAPER_FAULTY"
    kind = Kind.INVALID
    sentence = _("This picture cannot be used: %(fault)s. %(advice)s")


class NotReady(Refusal):
    code = "ERR_BUSINESS_NOT_READY"
    kind = Kind.CONFLICT
    sentence = _("Not everything is there yet. To be done: %(stages)s.")


class NothingSentBack(Refusal):
    code = "ERR_NOTHING_SENT_BACK"
    kind = Kind.INVALID
    sentence = _("Say for at least one stage what is to be done again.")


class WordsOnApproval(Refusal):
    code = "ERR_WORDS_ON_APPROVAL"
    kind = Kind.INVALID
    sentence = _("You wrote what is to be done again: send it back, or take these words away.")


class NotInReview(Refusal):
    code = "ERR_BUSINESS_NOT_IN_REVIEW"
    kind = Kind.CONFLICT
    sentence = _("This does not wait for a decision any more.")


class PaperUnknown(Refusal):
    """Absent, not yours to see, or deleted: the three look the same."""

    code = "ERR_PAPER_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such picture.")


class PaperDamaged(Refusal):
    code = "ERR_PAPER_DAMAGED"
    kind = Kind.UNAVAILABLE
    sentence = _("This cannot be opened: it was changed in the database, or the key of the vault is missing.")


class NotLiveYet(Refusal):
    code = "ERR_STORE_NOT_READY"
    kind = Kind.CONFLICT
    sentence = _("The store cannot open yet. To be done: %(steps)s.")


class FormMismatch(Refusal):
    """The type of the business does not allow it (SEL-02). `change_at` is where the type can be changed."""

    code = "ERR_BUSINESS_FORM"
    kind = Kind.FORBIDDEN
    change_at = f"{BUSINESS_PAGE}type/"


class TooManyStores(FormMismatch):
    sentence = _(
        "%(business)s is registered as “%(form)s”, and such a business may have this number of stores: %(most)s. If"
        " that is not what you are, change the type under Business → Type of business."
    )


class TooManyMembers(FormMismatch):
    sentence = _(
        "%(business)s is registered as “%(form)s”, and in its store this number of people may work: %(most)s. If"
        " that is not what you are, change the type under Business → Type of business."
    )


class NoBrands(FormMismatch):
    sentence = _(
        "%(business)s is registered as “%(form)s”. Only an enterprise can have a store verified for a brand."
        " If that is not what you are, change the type under Business → Type of business."
    )


class NoPrograms(FormMismatch):
    sentence = _(
        "%(business)s is registered as “%(form)s”. Only for an enterprise may programs change something in a store."
        " If that is not what you are, change the type under Business → Type of business."
    )


class TaxNumberNeeded(Refusal):
    """Nothing is printed for this destination before a number is registered (SEL-04); `register_at` is the form."""

    code = "ERR_TAX_NUMBER_NEEDED"
    kind = Kind.CONFLICT
    sentence = _(
        "Before anything is printed for %(country)s, register what its customs ask: %(numbers)s. Open Taxes in the"
        " Seller Center; whoever may keep the business's papers can do it."
    )

    def __init__(self, *, destination: str, country: object, numbers: object) -> None:
        self.register_at = f"{TAX_PAGE}?destination={destination}"
        super().__init__(country=country, numbers=numbers)


class TaxNumberWrong(Refusal):
    code = "ERR_TAX_NUMBER"
    kind = Kind.INVALID
    sentence = _("This is not a valid number of its kind. Compare it with the authority's letter sign by sign.")


class TaxNumberKnown(Refusal):
    code = "ERR_TAX_NUMBER_KNOWN"
    kind = Kind.CONFLICT
    sentence = _("This number is registered already.")


class DestinationUnknown(Refusal):
    code = "ERR_DESTINATION"
    kind = Kind.INVALID
    sentence = _("Choose a destination and the kind of number that it gives.")


class DemandUnreadable(Refusal):
    code = "ERR_TAX_DEMAND"
    kind = Kind.INVALID
    sentence = _("Write kinds of numbers joined by a plus, and sets of them divided by commas: %(example)s.")


class LabelMissing(Refusal):
    code = "ERR_REQUIREMENT_LABEL"
    kind = Kind.INVALID
    sentence = _("Say in English what is asked; other languages fall back on it.")
