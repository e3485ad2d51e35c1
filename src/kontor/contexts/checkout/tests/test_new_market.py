"""A market without a demo: categories by the command, a store, a product, a review, a search, an order (TRD-02)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from typer.testing import CliRunner

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.catalogue.drafts import SkuDraft
from kontor.contexts.catalogue.models import Category
from kontor.contexts.catalogue.queries import category, category_tree
from kontor.contexts.catalogue.tests.factories import product
from kontor.contexts.checkout.tests.factories import RATES, Market, make_address, set_stock_of
from kontor.contexts.inventory.models import Warehouse
from kontor.contexts.logistics.tests.factories import freight
from kontor.contexts.orders.models import Line
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.search.queries import Query, search
from kontor.contexts.sellers.tests.factories import store
from kontor.kernel.clock import now
from kontor.platform import reference
from kontor.platform.cli import categories
from kontor.platform.cli.check import of_market
from kontor.platform.cli.main import app


@pytest.fixture(autouse=True)
def _this_market(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def here() -> Iterator[None]:
        yield

    monkeypatch.setattr(categories, "market", here)


def kontor(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["categories", *arguments], env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    reference.forget_all()  # nothing commits within a test
    return done.output


@pytest.mark.django_db
@pytest.mark.rule("TRD-02")
def test_from_no_categories_to_an_order(settle: Callable[[], None]) -> None:
    assert [doubt.sentence for doubt in of_market()] == ["There are no categories: no seller can offer anything."]
    assert "kontor categories import --starter" in kontor("list")
    assert "62 created: clothing, dresses" in kontor("import", "--starter")
    assert list(of_market()) == []
    assert len(category_tree("bg")) == 12

    import_rates(day=now().date(), source="test", per_usd=RATES)
    shop = store(currency="EUR", country="DE")
    freight(shop, {"first_minor": 500, "first_g": 9000})
    blocks = category("building-blocks", "en")
    sku = SkuDraft(code="BB-30", price_minor=2900, weight_g=900, axes={"pieces": "30"})
    offer = product(shop, category_id=blocks.id, attributes={"age": "3", "material": "wood"}, skus=(sku,))
    assert offer.state == "approved"
    house = Warehouse.objects.create(store=shop, name="Main", country="DE")
    set_stock_of(shop, offer.skus.get(), house.id, 5)
    settle()
    assert [hit.number for hit in search(Query(text="кубики конструкторы", language="ru")).hits] == [offer.number]

    buyer = make_account(country="ES", language="es")
    market = Market(shop, shop, offer.skus.get(), offer.skus.get(), buyer, make_address(buyer.id))
    market.place({"lamp": 2})
    line = Line.objects.get()
    assert (line.quantity, line.hs_code, line.commission_bp) == (2, "950300", 650)
    assert "building-blocks" in kontor("list")


@pytest.mark.django_db
def test_the_command_says_what_is_wrong_and_changes_nothing(tmp_path: object) -> None:
    from pathlib import Path

    file = Path(str(tmp_path)) / "tree.json"
    file.write_text('{"format": "kontor-categories-1",\n "categories": [{"code": "a"}]}', encoding="utf-8")
    refused = CliRunner().invoke(app, ["categories", "import", str(file)])
    assert refused.exit_code == 1
    assert "Line 2, names: this must have a text for each language" in refused.output
    assert not Category.objects.exists()
    for arguments in ([str(file), "--starter"], []):
        assert CliRunner().invoke(app, ["categories", "import", *arguments]).exit_code == 1
    assert CliRunner().invoke(app, ["categories", "import", str(file.with_name("none"))]).exit_code == 1
    said = kontor("import", "--starter", "--dry-run")
    assert "62 would be created: clothing" in said
    assert "Nothing was changed." in said
    assert not Category.objects.exists()
    kontor("import", "--starter")
    kontor("export", "--to", str(file))
    assert "62 were the same already" in kontor("import", str(file))
