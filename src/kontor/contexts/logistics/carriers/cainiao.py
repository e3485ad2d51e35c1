"""Cainiao 菜鸟: the network of the big platforms, from China to everywhere."""

from __future__ import annotations

from kontor.contexts.logistics.carriers import s10
from kontor.contexts.logistics.carriers.model import Carrier, NumberFormat, Service, Zone
from kontor.contexts.logistics.states import ParcelState as P
from kontor.kernel.text import mark as _

_EUROPE = frozenset({"DE", "FR", "ES", "IT", "NL", "BE", "AT", "PL", "CZ", "BG", "PT", "SE", "DK", "IE", "GB", "CH"})
_EAST = frozenset({"RU", "BY", "KZ", "UZ"})

CARRIER = Carrier(
    code="cainiao",
    names={"en": "Cainiao", "zh-hans": "菜鸟"},
    dialect="cainiao",
    services=(
        Service(
            code="CAINIAO_STANDARD",
            name=_("Cainiao Standard"),
            min_days=12,
            max_days=30,
            zones=(
                Zone(_EUROPE, first_g=250, first_minor=2600, step_g=250, step_minor=1500),
                Zone(_EAST, first_g=250, first_minor=2100, step_g=250, step_minor=1300),
                Zone(frozenset(), first_g=250, first_minor=3900, step_g=250, step_minor=2300),
            ),
        ),
        Service(
            code="CAINIAO_ECONOMY",
            name=_("Cainiao Economy"),
            economy=True,
            min_days=20,
            max_days=45,
            zones=(
                Zone(_EUROPE, first_g=250, first_minor=1400, step_g=250, step_minor=900),
                Zone(frozenset(), first_g=250, first_minor=2000, step_g=250, step_minor=1300),
            ),
            max_weight_g=2_000,
        ),
    ),
    formats=(
        NumberFormat(r"LP\d{14}", "LP00123456789012"),
        NumberFormat(r"(?:CN|AE)\d{12,16}", "CN123456789012"),
        NumberFormat(r"[A-Z]{2}\d{9}[A-Z]{2}", "LV123456785CN", s10.holds),
    ),
    event_codes={
        "GWMS_ACCEPT": P.INFO_RECEIVED,
        "PU_PICKUP_SUCCESS": P.IN_TRANSIT,
        "SC_INBOUND_SUCCESS": P.IN_TRANSIT,
        "SC_OUTBOUND_SUCCESS": P.IN_TRANSIT,
        "CC_EX_SUCCESS": P.IN_TRANSIT,
        "LH_HO_AIRLINE": P.IN_TRANSIT,
        "LH_DEPART": P.IN_TRANSIT,
        "LH_TRANSIT_ARRIVE": P.IN_TRANSIT,
        "LH_ARRIVE": P.IN_TRANSIT,
        "CC_IM_START": P.CUSTOMS,
        "CC_IM_HOLD": P.CUSTOMS,
        "CC_IM_SUCCESS": P.IN_TRANSIT,
        "CC_HO_FAILURE": P.EXCEPTION,
        "GTMS_ACCEPT": P.IN_TRANSIT,
        "GTMS_SC_ARRIVE": P.IN_TRANSIT,
        "GTMS_DO_DEPART": P.OUT_FOR_DELIVERY,
        "GTMS_STA_SIGN_WAIT": P.AVAILABLE_FOR_PICKUP,
        "GTMS_DELIVERY_FAILURE": P.DELIVERY_FAILURE,
        "GTMS_SIGNED": P.DELIVERED,
        "GTMS_RETURN": P.RETURNED,
    },
    home_page="https://global.cainiao.com/",
    tracking_page="https://global.cainiao.com/newDetail.htm?mailNoList={number}",
)
