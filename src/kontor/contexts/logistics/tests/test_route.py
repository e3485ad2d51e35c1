from datetime import UTC, datetime, timedelta

import pytest

from kontor.contexts.logistics.route import Hop, route

T = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.rule("TRD-13")
def test_the_way_goes_country_by_country():
    told = [
        (T, "CN", "Yiwu"),
        (T + HOUR, "CN", "Shenzhen"),
        (T + 2 * HOUR, "TR", "Istanbul"),
        (T + 3 * HOUR, "", "Hub 2"),
    ]
    assert route("CN", "BG", told, arrived=False) == (
        Hop("CN", ("Yiwu", "Shenzhen"), T),
        Hop("TR", ("Istanbul", "Hub 2"), T + 2 * HOUR, here=True),
        Hop("BG"),
    )


def test_a_parcel_that_nobody_has_seen_is_nowhere():
    assert route("CN", "BG", [], arrived=False) == (Hop("CN"), Hop("BG"))


@pytest.mark.rule("TRD-13")
def test_the_destination_is_reached_with_the_delivery():
    way = route("CN", "BG", [(T, "CN", "Yiwu"), (T + HOUR, "BG", "Sofia")], arrived=True)
    assert [(hop.country, hop.here) for hop in way] == [("CN", False), ("BG", True)]
    way = route("CN", "BG", [(T, "CN", "Yiwu"), (T + HOUR, "", "")], arrived=True)
    assert [(hop.country, hop.reached, hop.here) for hop in way] == [("CN", True, False), ("BG", True, True)]


def test_within_one_country_there_is_one_stop():
    assert route("FR", "FR", [(T, "FR", "Lyon"), (T + HOUR, "FR", "Lyon")], arrived=True) == (
        Hop("FR", ("Lyon",), T, here=True),
    )
