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
    # Nodes of the way; then the interface's coarse states, for nodes that are not listed (0 and 80 say nothing).
    event_codes={
        "OR_INFO": P.INFO_RECEIVED,
        "PU_PICKED": P.IN_TRANSIT,
        "SC_SORTED": P.IN_TRANSIT,
        "EC_CLEARED": P.IN_TRANSIT,
        "LH_DEPARTED": P.IN_TRANSIT,
        "LH_TRANSIT": P.IN_TRANSIT,
        "LH_ARRIVED": P.IN_TRANSIT,
        "IC_STARTED": P.CUSTOMS,
        "IC_HELD": P.CUSTOMS,
        "IC_CLEARED": P.IN_TRANSIT,
        "LM_RECEIVED": P.IN_TRANSIT,
        "LM_DEPOT": P.IN_TRANSIT,
        "LM_DELIVERING": P.OUT_FOR_DELIVERY,
        "LM_FAILED": P.DELIVERY_FAILURE,
        "LM_DELIVERED": P.DELIVERED,
        "10": P.INFO_RECEIVED,
        "20": P.IN_TRANSIT,
        "30": P.AVAILABLE_FOR_PICKUP,
        "40": P.DELIVERY_FAILURE,
        "50": P.DELIVERED,
        "60": P.EXCEPTION,
        "90": P.RETURNED,
        "100": P.EXCEPTION,
    },
    home_page="https://www.yunexpress.com/",
    tracking_page="https://www.yuntrack.com/parcelTracking?id={number}",
)
