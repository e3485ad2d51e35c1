"""The day's rates from a publisher over HTTP: what is taken over, what is not, and who is told (TRD-04)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kontor.contexts.pricing import queries
from kontor.contexts.pricing.models import ExchangeRate
from kontor.contexts.pricing.providers.ecb import feed
from kontor.contexts.pricing.providers.protocol import RatesSilent
from kontor.contexts.pricing.services.fetch_rates import fetch_rates
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.pricing.tests.publisher import Publisher, document, published
from kontor.kernel import clock
from kontor.platform.events.models import OutboxEvent
from kontor.platform.jobs import declare

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-04")]


@pytest.fixture
def publisher(settings: Any) -> Iterator[Publisher]:
    with published() as made:
        settings.KONTOR = settings.KONTOR.model_copy(update={"rates_url": made.address})
        made.publishes(today())
        yield made


def today() -> date:
    return clock.now().date()


def stored(currency: str) -> list[tuple[date, Decimal, str]]:
    rows = ExchangeRate.objects.filter(currency=currency).order_by("day")
    return [(row.day, row.per_usd, row.source) for row in rows]


def told() -> int:
    return OutboxEvent.objects.filter(name="pricing.rates_imported").count()


def test_rates_of_one_euro_become_rates_of_one_dollar(publisher: Publisher) -> None:
    declare.find("pricing.fetch_rates").run()
    assert stored("EUR") == [(today(), Decimal("0.92592593"), "ECB")]
    assert stored("CNY") == [(today(), Decimal("7.20000000"), "ECB")]
    assert stored("JPY") == [(today(), Decimal("151.00000000"), "ECB")]
    assert stored("USD") == []  # parity
    rate = queries.rates().rate("CNY", "JPY")
    assert (rate.value.quantize(Decimal("0.0001")), rate.day, rate.source) == (Decimal("20.9722"), today(), "ECB")
    assert publisher.asked[0]["accept-encoding"] == "identity"


def test_a_market_that_names_no_provider_asks_nobody(publisher: Publisher, settings: Any) -> None:
    settings.KONTOR = settings.KONTOR.model_copy(update={"rates_url": ""})
    assert fetch_rates() is None
    declare.find("pricing.fetch_rates").run()
    assert publisher.asked == []
    assert type(settings.KONTOR).model_fields["rates_url"].default == ""
    assert not ExchangeRate.objects.exists()


def test_it_is_asked_every_hour_and_writes_once_a_day(publisher: Publisher) -> None:
    assert declare.find("pricing.fetch_rates").schedule == "10 * * * *"
    fetch_rates()
    before, said = set(ExchangeRate.objects.values_list("id", "per_usd")), told()
    again = fetch_rates()
    assert again is not None
    assert again.new == again.held == ()
    assert (set(ExchangeRate.objects.values_list("id", "per_usd")), told(), said) == (before, 1, 1)
    assert len(publisher.asked) == 2
    publisher.publishes(today(), GBP="0.8600")  # corrected on the same day
    corrected = fetch_rates()
    assert corrected is not None
    assert corrected.new == ("GBP",)
    assert stored("GBP") == [(today(), Decimal("0.79629630"), "ECB")]
    assert stored("CNY") == [(today(), Decimal("7.20000000"), "ECB")]


def test_a_currency_that_is_missing_keeps_its_last_rate_and_is_named(publisher: Publisher) -> None:
    before = today() - timedelta(days=1)
    import_rates(day=before, source="Operator", per_usd={"AED": Decimal("3.6725"), "GBP": Decimal("0.79")})
    publisher.publishes(today(), GBP=None)
    taken = fetch_rates()
    assert taken is not None
    assert {"AED", "GBP", "RUB"} <= set(taken.missing)
    assert not {"USD", "EUR", "CNY"} & set(taken.missing)
    for code, value in (("AED", "3.6725"), ("GBP", "0.79")):
        rate = queries.rates().rate("USD", code)
        assert (rate.value, rate.day, rate.source) == (Decimal(value), before, "Operator")


def test_yesterdays_document_changes_nothing_of_today(publisher: Publisher) -> None:
    fetch_rates()
    publisher.publishes(today() - timedelta(days=1), CNY="7.5000")
    fetch_rates()
    assert queries.rates().rate("USD", "CNY").value == Decimal("7.2")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html><body>Busy</body></html>", b"<gesmes:Envelope", b"\xff\xfe<\x00",
        document({date(2026, 3, 2): {"JPY": "163"}}), document({date(2026, 3, 2): {"USD": "0"}}), document({}),
        document({date(2026, 3, 2): {"USD": "1.08", "JPY": "-1"}}),
        document({date(2026, 3, 2): {"USD": "1.08", "JPY": "1e9"}}),
        document({date(2026, 3, 2): {"USD": "1.08", "JPY": "NaN"}}),
        document({date(2026, 3, 2): {"USD": "1.08", "EUR": "1"}}),
        document({date(2026, 3, 2): {"USD": "0.000000001", "JPY": "999999999"}}),
        document({date(2026, 3, 2): {"USD": "1.08"}}).replace(b"2026-03-02", b"yesterday"),
        document({date(2999, 3, 2): {"USD": "1.08", "JPY": "163"}}),
        document({date(2026, 3, 2): {"USD": "1.08"}}).replace(b"</Cube>", b"<Cube currency='USD' rate='2'/></Cube>", 1),
    ],
)  # fmt: skip
def test_what_is_broken_is_refused_whole(publisher: Publisher, body: bytes) -> None:
    publisher.body = body
    with pytest.raises(RatesSilent):
        fetch_rates()
    assert not ExchangeRate.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_entity_is_unfolded_or_fetched(publisher: Publisher, encoding: str) -> None:
    own = '<!DOCTYPE x [<!ENTITY day "2026-03-02"><!ENTITY file SYSTEM "file:///etc/hostname">]>'
    whole = document({date(2026, 3, 2): {"USD": "1.08", "JPY": "163"}}).decode().replace("'2026-03-02'", "'&day;'")
    head, rest = whole.split("\n", 1)
    publisher.body = f"{head.replace('UTF-8', encoding)}\n{own}\n{rest}".encode(encoding)
    with pytest.raises(RatesSilent, match=r"document type|not UTF-8"):
        fetch_rates()
    assert not ExchangeRate.objects.exists()


@pytest.mark.parametrize("status", [301, 304, 404, 500])
def test_another_answer_than_the_document_is_silence(publisher: Publisher, status: int) -> None:
    publisher.status, publisher.headers = status, {"Location": publisher.address}
    with pytest.raises(RatesSilent, match=str(status)):
        fetch_rates()
    assert len(publisher.asked) == 1  # a redirect is not followed


def test_a_document_without_end_or_packed_is_not_read(publisher: Publisher) -> None:
    publisher.body = b" " * (feed.LONGEST + 1)
    with pytest.raises(RatesSilent, match="more than"):
        fetch_rates()
    publisher.publishes(today())
    publisher.headers = {"Content-Encoding": "gzip"}
    with pytest.raises(RatesSilent, match="packed"):
        fetch_rates()
    assert not ExchangeRate.objects.exists()


def test_a_late_answer_is_not_waited_for(publisher: Publisher, policy_value: Any) -> None:
    policy_value("pricing.rates_patience", "1")
    publisher.pause = 30
    started = time.monotonic()
    with pytest.raises(RatesSilent):
        declare.find("pricing.fetch_rates").run()
    assert time.monotonic() - started < 10
    assert not ExchangeRate.objects.exists()
    publisher.pause = 0
    assert fetch_rates() is not None
    assert stored("EUR")


def test_nobody_at_the_address_leaves_the_rates_of_before(settings: Any) -> None:
    import_rates(day=today() - timedelta(days=1), source="ECB", per_usd={"EUR": Decimal("0.9")})
    with published() as gone:
        address = gone.address
    for wrong in (address, "ftp://example.com/rates", "nonsense", "http://[::1"):
        settings.KONTOR = settings.KONTOR.model_copy(update={"rates_url": wrong})
        with pytest.raises(RatesSilent):
            fetch_rates()
    assert queries.rates().rate("USD", "EUR").value == Decimal("0.9")


def test_taking_over_keeps_its_query_budget(publisher: Publisher, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(9):
        fetch_rates()
    with django_assert_max_num_queries(4):
        fetch_rates()
