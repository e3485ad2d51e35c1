"""YunExpress 云途物流: Chinese line haul with partners on the last mile."""

from __future__ import annotations

from kontor.contexts.logistics.carriers.model import Carrier, NumberFormat, Service, Zone
from kontor.contexts.logistics.states import ParcelState as P
from kontor.kernel.text import mark as _

_NEAR = frozenset({"DE", "FR", "ES", "IT", "NL", "BE", "AT", "PL", "CZ", "BG", "PT", "SE", "DK", "IE", "GB", "CH"})
_AMERICA = frozenset({"US", "CA", "MX"})

CARRIER = Carrier(
    code="yunexpress",
    names={"en": "YunExpress", "zh-hans": "云途物流"},
    dialect="yunexpress",
    services=(
        Service(
            code="THPHR",
            name=_("YunExpress Standard"),
            min_days=7,
            max_days=15,
            zones=(
                Zone(_NEAR, first_g=500, first_minor=4800, step_g=500, step_minor=3200),
                Zone(_AMERICA, first_g=500, first_minor=6200, step_g=500, step_minor=4100),
                Zone(frozenset(), first_g=500, first_minor=7600, step_g=500, step_minor=5200),
            ),
        ),
        Service(
            code="BKPHR",
            name=_("YunExpress Express"),
            min_days=4,
            max_days=8,
            zones=(
                Zone(_NEAR, first_g=500, first_minor=8900, step_g=500, step_minor=5600),
                Zone(_AMERICA, first_g=500, first_minor=11500, step_g=500, step_minor=7200),
                Zone(frozenset(), first_g=500, first_minor=14500, step_g=500, step_minor=9000),
            ),
        ),
    ),
    formats=(
        NumberFormat(r"YT\d{16}", "YT2229521272164446"),
        NumberFormat(r"YU[A-Z0-9]{12,16}", "YU20260401000123"),
    ),
    # Codes of the order interface, 4.5: state of the parcel; 0 and 80 say nothing about it.
    event_codes={
        "10": P.INFO_RECEIVED,
        "20": P.IN_TRANSIT,
        "25": P.CUSTOMS,
        "30": P.AVAILABLE_FOR_PICKUP,
        "35": P.OUT_FOR_DELIVERY,
        "40": P.DELIVERY_FAILURE,
        "50": P.DELIVERED,
        "60": P.EXCEPTION,
        "90": P.RETURNED,
        "100": P.EXCEPTION,
    },
    home_page="https://www.yunexpress.com/",
    tracking_page="https://www.yuntrack.com/parcelTracking?id={number}",
)
