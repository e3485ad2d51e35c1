"""`kontor rates` and what `kontor check` says of exchange rates (TRD-04)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.rules.countries import CURRENCIES
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.logistics.tests.factories import store
from kontor.contexts.pricing import queries
from kontor.contexts.pricing.models import ExchangeRate
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.pricing.tests.publisher import Publisher, published
from kontor.contexts.sellers.models import Store
from kontor.kernel import clock
from kontor.platform.cli import check, main, rates
from kontor.platform.cli.boot import console, errors

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-04")]
TAXES = ["AUD", "EUR", "GBP", "NOK"]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The market is the test's; the terminal is wide."""
    monkeypatch.setattr(rates, "market", nullcontext)
    for terminal in (console, errors):
        monkeypatch.setattr(terminal, "_width", 300)


@pytest.fixture
def publisher(settings: Any) -> Iterator[Publisher]:
    with published() as made:
        settings.KONTOR = settings.KONTOR.model_copy(update={"rates_url": made.address})
        made.publishes(today())
        yield made


def today() -> date:
    return clock.now().date()


def run(*words: str) -> tuple[int, str]:
    answer = CliRunner().invoke(main.app, ["rates", *words])
    return answer.exit_code, answer.output


def doubts() -> list[tuple[str, str]]:
    return [(doubt.sentence, doubt.remedy) for doubt in check.of_rates()]


def test_fetch_tells_what_came_what_jumped_and_what_is_missing(publisher: Publisher) -> None:
    import_rates(day=today() - timedelta(days=1), source="ECB", per_usd={"GBP": Decimal("7.9")})
    code, said = run("fetch")
    assert code == 0
    assert f"{today()} by ECB: AUD, CNY, EUR, JPY, NOK\n" in said
    assert "jumped, not taken over: GBP" in said
    assert "AED" in said.split("last rates hold:")[1]
    assert run("fetch", "--even-jumps")[1].startswith(f"✓ {today()} by ECB: GBP\n")
    publisher.status = 503
    code, said = run("fetch")
    assert (code, "answered 503" in said, "The rates of before hold." in said) == (1, True, True)


def test_fetch_without_a_provider_says_so() -> None:
    code, said = run("fetch")
    assert (code, "KONTOR_RATES_URL is empty" in said) == (1, True)


def test_import_takes_a_file_or_says_which_line_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_text("day,currency,per_usd\n2026-03-02,AED,3.6725\n")
    assert run("import", str(file), "--source", "Our bank") == (0, "✓ 2026-03-02 by Our bank: AED\n")
    assert ExchangeRate.objects.get().source == "Our bank"
    file.write_text("day,currency,per_usd\n2026-03-02,AED,3.6725\n2026-03-02,KWD,?\n")
    code, said = run("import", str(file))
    assert (code, "line 3" in said, ExchangeRate.objects.count()) == (1, True, 1)


def test_list_shows_the_newest_of_each_and_those_in_use_without_any() -> None:
    import_rates(day=today() - timedelta(days=1), source="ECB", per_usd={"EUR": Decimal("0.92"), "MYR": Decimal("4.2")})
    code, said = run("list")
    lines = {line.split()[1]: line.split() for line in said.splitlines() if line.startswith("│")}
    assert code == 0
    assert [word for word in lines["EUR"] if word != "│"] == [
        "EUR",
        "0.92",
        str(today() - timedelta(days=1)),
        "ECB",
        "yes",
    ]
    assert "yes" not in lines["MYR"]
    assert " ".join(lines["NOK"]).count("no rate") == 1


def test_currencies_in_use_are_those_of_open_stores_of_buyers_and_of_tax_limits() -> None:
    shop = store("CNY", "CN")
    buyer = make_account(country="BR")
    Account.objects.filter(id=buyer.id).update(currency="BRL", state="active")
    assert queries.in_use() == sorted([*TAXES, "BRL", "CNY"])
    Store.objects.filter(id=shop.id).update(state="closed")
    Account.objects.filter(id=buyer.id).update(state="suspended")
    assert queries.in_use() == TAXES


def test_check_names_what_has_no_rate_and_how_to_get_one(settings: Any) -> None:
    (sentence, remedy), (begin, _) = doubts()
    assert begin.startswith("Visitors who start in AED, ARS, ")
    assert sentence.startswith("There is no exchange rate of AUD, EUR, GBP, NOK:")
    assert "KONTOR_RATES_URL=https://www.ecb.europa.eu/" in remedy
    settings.KONTOR = settings.KONTOR.model_copy(update={"rates_url": "https://rates.example/"})
    import_rates(day=today(), source="ECB", per_usd=dict.fromkeys(TAXES[1:], Decimal(1)))
    (sentence, remedy), _ = doubts()
    assert sentence.startswith("There is no exchange rate of AUD:")
    assert "kontor rates fetch" in remedy


def test_check_names_currencies_in_which_visitors_start_without_a_rate() -> None:
    offered = set(CURRENCIES) - {"USD", "KZT", "RUB"}
    import_rates(day=today(), source="ECB", per_usd=dict.fromkeys(offered, Decimal(1)))
    [(sentence, remedy)] = doubts()
    assert sentence == "Visitors who start in KZT, RUB would see no prices: there is no exchange rate."
    assert "kontor rates import FILE" in remedy


def test_check_names_rates_that_are_too_old_and_is_silent_about_fresh_ones(policy_value: Any) -> None:
    per_usd = dict.fromkeys(TAXES, Decimal(1))
    import_rates(day=today() - timedelta(days=9), source="ECB", per_usd=dict.fromkeys(CURRENCIES[1:], Decimal(1)))
    import_rates(day=today() - timedelta(days=8), source="ECB", per_usd=per_usd)
    import_rates(day=today() - timedelta(days=7), source="ECB", per_usd={"EUR": Decimal(1)})
    [(sentence, _)] = doubts()
    old = today() - timedelta(days=8)
    assert sentence == f"Exchange rates are older than 7 days: AUD ({old}), GBP ({old}), NOK ({old})."
    policy_value("pricing.rates_stale_after", "8")
    assert doubts() == []


def test_check_says_that_a_jump_waits(publisher: Publisher) -> None:
    import_rates(day=today(), source="ECB", per_usd=dict.fromkeys(CURRENCIES[1:], Decimal(1)))
    run("fetch")
    assert [sentence for sentence, _ in doubts()] == [
        "The newest exchange rate of AUD, CNY, GBP, JPY, NOK jumped and is not taken over."
    ]
