"""Yanwen 燕文物流: small parcels by post, numbers in the postal form."""

from __future__ import annotations

from kontor.contexts.logistics.carriers import s10
from kontor.contexts.logistics.carriers.model import Carrier, NumberFormat, Service, Zone
from kontor.contexts.logistics.states import ParcelState as P
from kontor.kernel.text import mark as _

_EUROPE = frozenset({"DE", "FR", "ES", "IT", "NL", "BE", "AT", "PL", "CZ", "BG", "PT", "SE", "DK", "IE", "GB", "CH"})

CARRIER = Carrier(
    code="yanwen",
    names={"en": "Yanwen", "zh-hans": "燕文物流"},
    dialect="yanwen",
    services=(
        Service(
            code="481",
            name=_("Yanwen Registered"),
            min_days=10,
            max_days=25,
            zones=(
                Zone(_EUROPE, first_g=100, first_minor=2300, step_g=100, step_minor=750),
                Zone(frozenset(), first_g=100, first_minor=2700, step_g=100, step_minor=950),
            ),
            max_weight_g=2_000,
        ),
        Service(
            code="484",
            name=_("Yanwen Economy"),
            economy=True,
            min_days=18,
            max_days=40,
            zones=(
                Zone(_EUROPE, first_g=100, first_minor=1100, step_g=100, step_minor=600),
                Zone(frozenset(), first_g=100, first_minor=1400, step_g=100, step_minor=800),
            ),
            max_weight_g=2_000,
        ),
    ),
    formats=(
        NumberFormat(r"(?:U[A-Z]|V[RP])\d{9}YP", "UG336196744YP", s10.holds),
        NumberFormat(r"S\d{12}", "S000123456789"),
    ),
    event_codes={
        "OR10": P.INFO_RECEIVED,
        "PU10": P.IN_TRANSIT,
        "SC10": P.IN_TRANSIT,
        "EC30": P.IN_TRANSIT,
        "LH10": P.IN_TRANSIT,
        "LH20": P.IN_TRANSIT,
        "LH30": P.IN_TRANSIT,
        "IC10": P.CUSTOMS,
        "IC30": P.IN_TRANSIT,
        "IC40": P.CUSTOMS,
        "LM10": P.IN_TRANSIT,
        "LM20": P.IN_TRANSIT,
        "LM30": P.OUT_FOR_DELIVERY,
        "LM35": P.AVAILABLE_FOR_PICKUP,
        "LM40": P.DELIVERED,
        "LM50": P.DELIVERY_FAILURE,
        "LM80": P.RETURNED,
        "EX10": P.EXCEPTION,
    },
    home_page="https://www.yw56.com.cn/",
    tracking_page="https://track.yw56.com.cn/en/querydel?nums={number}",
)
