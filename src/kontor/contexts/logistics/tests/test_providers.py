"""The three dialects against the played carriers, over HTTP."""

import pytest

from kontor.contexts.logistics import carriers, providers
from kontor.contexts.logistics.errors import CarrierDeclined, CarrierSilent
from kontor.contexts.logistics.providers.protocol import Item, ShipmentRequest
from kontor.contexts.logistics.states import ParcelState
from kontor.kernel.money import Money

CODES = ["cainiao", "yanwen", "yunexpress"]


def request_of(carrier, **changes):
    values = {
        "reference": "8000000000000001-1", "service": carrier.services[0].code, "weight_g": 640,
        "origin_country": "CN", "destination_country": "BG",
        "recipient": {"recipient": "Марта", "city": "София", "latin": {"recipient": "Marta", "city": "Sofia"}},
        "items": [Item(name="Lamp", sku="L-1", hs_code="940521", quantity=2, unit_g=320, price=Money(700, "EUR"))],
    }  # fmt: skip
    return ShipmentRequest(**values | changes)


@pytest.fixture(params=CODES)
def carrier(request):
    return carriers.find(request.param)


@pytest.mark.rule("TRD-13")
def test_a_number_is_got_and_asked_twice_it_is_the_same(world, carrier):
    provider = providers.of(carrier)
    number = provider.create_shipment(request_of(carrier))
    assert carrier.number(number) == number
    assert provider.create_shipment(request_of(carrier)) == number


def test_a_parcel_that_differs_is_declined_with_the_carriers_reason(world, carrier):
    provider = providers.of(carrier)
    provider.create_shipment(request_of(carrier))
    with pytest.raises(CarrierDeclined) as refused:
        provider.create_shipment(request_of(carrier, weight_g=9000))
    assert refused.value.params["reason"]


@pytest.mark.rule("TRD-13")
def test_every_event_of_the_way_is_understood(world, carrier):
    provider = providers.of(carrier)
    number = provider.create_shipment(request_of(carrier))
    assert provider.track(number) == []
    happened = world.advance(number, until="delivered")

    events = provider.track(number)

    assert [event.at.isoformat()[:19] for event in events] == [event["at"][:19] for event in happened]
    assert [event.country for event in events] == [event["country"] for event in happened]
    assert [event.text for event in events] == [event["text"] for event in happened]
    assert len({event.key for event in events}) == len(events)
    assert all(event.state is not None for event in events)
    assert (events[0].state, events[-1].state) == (ParcelState.INFO_RECEIVED, ParcelState.DELIVERED)


def test_every_code_of_the_played_carrier_is_declared(carrier):
    from kontor.sandbox.carriers import cainiao, yanwen, yunexpress

    played = {"cainiao": cainiao, "yanwen": yanwen, "yunexpress": yunexpress}[carrier.code].CODES.values()
    nodes = {code[0] if isinstance(code, tuple) else code for code in played}
    assert nodes <= set(carrier.event_codes)


def test_a_number_that_the_carrier_does_not_know_has_no_events(world, carrier):
    assert providers.of(carrier).track(carrier.example) == []


@pytest.mark.parametrize("misbehaviour", [{"api": "error"}, {"api": "drop"}, {"api": "hang", "api_seconds": 30}])
def test_a_carrier_that_does_not_answer_is_silent(world, carrier, misbehaviour, policy_value):
    policy_value("logistics.carrier_timeout", "1")
    world.switch(**misbehaviour)
    with pytest.raises(CarrierSilent):
        providers.of(carrier).track(carrier.example)
    world.release()


def test_a_carrier_that_is_not_there_is_silent(settings, carrier):
    settings.KONTOR = settings.KONTOR.model_copy(update={"carriers_api": "http://127.0.0.1:9"})
    with pytest.raises(CarrierSilent) as refused:
        providers.of(carrier).create_shipment(request_of(carrier))
    assert refused.value.params["carrier"] == carrier.name()


def test_an_answer_that_is_no_json_counts_as_silence(merchant_page, carrier):
    with pytest.raises(CarrierSilent):
        providers.of(carrier).track(carrier.example)


@pytest.fixture
def merchant_page(settings):
    """Something else answers at the carriers' address: a page of a proxy, say."""
    import threading

    from kontor.sandbox.wire.http import Response, Server

    server = Server("127.0.0.1", 0, lambda _request: Response(200, b"<h1>Welcome</h1>"))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    settings.KONTOR = settings.KONTOR.model_copy(update={"carriers_api": server.address})
    yield
    server.shutdown()
    server.server_close()
