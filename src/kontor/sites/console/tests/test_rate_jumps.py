"""An exchange rate that jumped, on the operator's desk."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from kontor.contexts.pricing import queries
from kontor.contexts.pricing.providers.protocol import DayRates
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.pricing.services.take_rates import take_rates
from kontor.kernel.clock import now

pytestmark = pytest.mark.django_db
QUEUE = "/console/queues/pricing.rate_jump/"


@pytest.mark.rule("TRD-04")
@pytest.mark.rule("OPR-02")
def test_a_rate_that_jumped_is_found_looked_at_and_taken_over(desk: Client) -> None:
    day = now().date()
    import_rates(day=day - timedelta(days=1), source="ECB", per_usd={"TRY": Decimal("41.95")})
    take_rates(found=DayRates(day, "ECB", {"TRY": Decimal("60.00")}))
    assert "Exchange rates that jumped" in desk.get("/console/queues/").content.decode()
    queue = desk.get(QUEUE).content.decode()
    for words in ("Currency <b>TRY</b>", "Rate <b>60</b>", "Rate before <b>41.95</b>", "Per cent <b>43</b>"):
        assert words in queue
    case = desk.post(f"{QUEUE}next/")["Location"]
    page = desk.get(case).content.decode()
    assert "For one US dollar, as it would be" in page
    assert "Other sources say the same." in page
    assert queries.rates().rate("USD", "TRY").value == Decimal("41.95")
    answer = desk.post(f"{case}decide/", {"decision": "take", "chosen": "Other sources say the same.", "reason": ""})
    assert answer["Location"] == QUEUE
    queries.forget()  # what a minute does
    assert queries.rates().rate("USD", "TRY").value == Decimal(60)
    assert queries.waiting() == []
