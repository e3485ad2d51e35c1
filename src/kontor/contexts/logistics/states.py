"""One list of parcel states for all carriers (17TRACK's main words), and what they say (pure)."""

from __future__ import annotations

from enum import StrEnum

from kontor.kernel.text import mark as _


class ParcelState(StrEnum):
    """Where a parcel is in its life. The values are those of `models.ParcelState`."""

    INFO_RECEIVED = "info_received"
    IN_TRANSIT = "in_transit"
    CUSTOMS = "customs"
    AVAILABLE_FOR_PICKUP = "available_for_pickup"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERY_FAILURE = "delivery_failure"
    DELIVERED = "delivered"
    EXCEPTION = "exception"
    RETURNED = "returned"


FINAL = frozenset({ParcelState.DELIVERED, ParcelState.RETURNED})

# Worth a notice to the buyer (TRD-13); the steps in between are not.
TOLD = frozenset(ParcelState) - {ParcelState.INFO_RECEIVED, ParcelState.IN_TRANSIT}

LABEL = {
    ParcelState.INFO_RECEIVED: _("Waiting for the carrier"),
    ParcelState.IN_TRANSIT: _("On the way"),
    ParcelState.CUSTOMS: _("At customs"),
    ParcelState.AVAILABLE_FOR_PICKUP: _("Ready for pick-up"),
    ParcelState.OUT_FOR_DELIVERY: _("Out for delivery"),
    ParcelState.DELIVERY_FAILURE: _("Could not be delivered"),
    ParcelState.DELIVERED: _("Delivered"),
    ParcelState.EXCEPTION: _("Problem on the way"),
    ParcelState.RETURNED: _("Returned to the sender"),
}

SENTENCE = {
    ParcelState.INFO_RECEIVED: _("The seller has announced the parcel; the carrier does not have it yet."),
    ParcelState.IN_TRANSIT: _("The parcel is travelling to you."),
    ParcelState.CUSTOMS: _("The parcel is at customs. This usually takes one to three days."),
    ParcelState.AVAILABLE_FOR_PICKUP: _("The parcel waits for you at the pick-up point."),
    ParcelState.OUT_FOR_DELIVERY: _("The courier brings the parcel today."),
    ParcelState.DELIVERY_FAILURE: _("The courier could not hand over the parcel and will try again."),
    ParcelState.DELIVERED: _("The parcel has arrived."),
    ParcelState.EXCEPTION: _("Something unusual happened to the parcel. The carrier is looking into it."),
    ParcelState.RETURNED: _("The parcel has gone back to the seller."),
}

TONE = {
    ParcelState.DELIVERED: "success",
    ParcelState.OUT_FOR_DELIVERY: "info",
    ParcelState.AVAILABLE_FOR_PICKUP: "info",
    ParcelState.CUSTOMS: "info",
    ParcelState.IN_TRANSIT: "info",
    ParcelState.DELIVERY_FAILURE: "warning",
    ParcelState.EXCEPTION: "error",
    ParcelState.RETURNED: "error",
}
