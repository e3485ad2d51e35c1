"""How logistics says no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class UnknownCarrier(Refusal):
    code = "ERR_CARRIER_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose a carrier from the list.")


class UnknownService(Refusal):
    code = "ERR_CARRIER_SERVICE_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("%(carrier)s has no such service. Choose one from the list.")


class TrackingNumberMissing(Refusal):
    code = "ERR_TRACKING_NUMBER_MISSING"
    kind = Kind.INVALID
    sentence = _("Enter the tracking number that %(carrier)s gave you, for example %(example)s.")


class TrackingNumberMalformed(Refusal):
    code = "ERR_TRACKING_NUMBER_MALFORMED"
    kind = Kind.INVALID
    sentence = _(
        "“%(number)s” is not a tracking number of %(carrier)s. They look like %(example)s: compare it with the label."
    )


class TrackingNumberTaken(Refusal):
    code = "ERR_TRACKING_NUMBER_TAKEN"
    kind = Kind.CONFLICT
    sentence = _("“%(number)s” already belongs to another parcel. Every parcel has a number of its own.")


class NothingToShip(Refusal):
    code = "ERR_NOTHING_TO_SHIP"
    kind = Kind.INVALID
    sentence = _("Say how many units of which line are in the parcel: at least one.")


class TooHeavy(Refusal):
    code = "ERR_PARCEL_TOO_HEAVY"
    kind = Kind.INVALID
    sentence = _("%(service)s takes parcels up to %(limit)s g, this one weighs %(weight)s g. Send it in parts.")


class CarrierSilent(Refusal):
    code = "ERR_CARRIER_SILENT"
    kind = Kind.UNAVAILABLE
    sentence = _(
        "%(carrier)s does not answer now, and nothing has changed. "
        "Try again in a few minutes, or enter a tracking number that you have."
    )


class CarrierDeclined(Refusal):
    code = "ERR_CARRIER_DECLINED"
    kind = Kind.CONFLICT
    sentence = _("%(carrier)s does not take this parcel: %(reason)s")


class PushNotGenuine(Refusal):
    """A message that the carrier did not sign, or that is too old."""

    code = "ERR_CARRIER_PUSH_NOT_GENUINE"
    kind = Kind.FORBIDDEN
    sentence = _("The signature does not match the message.")


class PushUnreadable(Refusal):
    code = "ERR_CARRIER_PUSH_UNREADABLE"
    kind = Kind.INVALID
    sentence = _("The message is not in the form that was agreed.")


class NoSuchCarrier(Refusal):
    code = "ERR_NO_SUCH_CARRIER"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such carrier.")


class CountryUnknown(Refusal):
    code = "ERR_FREIGHT_COUNTRY"
    kind = Kind.INVALID
    sentence = _("“%(country)s” is not a country code. Write codes of two letters, such as DE, FR.")


class PriceNegative(Refusal):
    code = "ERR_FREIGHT_PRICE"
    kind = Kind.INVALID
    sentence = _("Enter a price, or 0 when shipping is free.")


class WeightStepMissing(Refusal):
    code = "ERR_FREIGHT_WEIGHT"
    kind = Kind.INVALID
    sentence = _("Enter the first weight and the step in grams, each at least 1.")


class DaysReversed(Refusal):
    code = "ERR_FREIGHT_DAYS"
    kind = Kind.INVALID
    sentence = _("Enter the days under way: at least 1, and the longest not before the shortest.")


class SlipNotNow(Refusal):
    code = "ERR_SLIP_NOT_NOW"
    kind = Kind.CONFLICT
    sentence = _("Slips are printed while an order waits to be shipped, or its parcel is under way. This one does not.")
