"""Marketing → Coins at the Seller Center: scenes and campaigns (COI-09, COI-10)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.catalogue.models import Sku
from kontor.contexts.checkout.tests.factories import RATES
from kontor.contexts.coins.models import CampaignStore, Scene
from kontor.contexts.coins.services.open_campaign import open_campaign
from kontor.contexts.coins.tests.factories import BOSS, fund, scene, takes_coins
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.kernel import clock

pytestmark = pytest.mark.django_db
SCENES, NEW, CAMPAIGNS = "/seller/coins/scenes/", "/seller/coins/scenes/new/", "/seller/coins/campaigns/"


def form(**changed: str) -> dict[str, str]:
    """A form that can be saved."""
    today = clock.now().date()
    return {
        "kind": "threshold", "name": "From 100 yuan", "first": today.isoformat(),
        "last": (today + timedelta(days=9)).isoformat(), "coins": "1000", "threshold": "100", "budget": "1 000 000",
        "cap": "5000",
    } | changed  # fmt: skip


@pytest.fixture
def _rates() -> None:
    import_rates(day=clock.now().date(), per_usd=RATES, source="test")


@pytest.mark.rule("COI-09")
@pytest.mark.usefixtures("_rates")
def test_a_scene_shows_its_cost_before_it_starts(shop, settled_texts, django_assert_max_num_queries):
    fund(shop.store)
    sent = shop.browser().post(NEW, form())
    made = Scene.objects.get()
    address = f"{SCENES}{made.id}/"
    assert sent.headers["Location"] == address
    assert (made.state, made.coins, made.threshold_minor, made.budget, made.cap) == ("draft", 1000, 10_000, 10**6, 5000)
    assert made.ends_at - made.starts_at == timedelta(days=10)  # its last day is part of it
    with django_assert_max_num_queries(16):
        text = settled_texts(shop.browser().get(address))
    assert "What it will cost" in text
    assert "CN¥10,000.00" in text  # at most
    assert "63.5 % used, as usual" in text
    shop.browser().post(f"{address}start/")
    assert Scene.objects.get().state == "running"
    text = settled_texts(shop.browser().get(address))
    assert "What it will cost" not in text
    assert "of a budget of 1,000,000" in text
    late = shop.browser().post(address, form(budget="5"))
    assert late.status_code in {409, 422}
    assert Scene.objects.get().budget == 10**6


@pytest.mark.rule("COI-09")
def test_a_scene_rests_goes_on_and_ends_for_good(shop):
    fund(shop.store)
    made = scene(shop.store)
    for move, state in (("pause", "paused"), ("resume", "running"), ("end", "ended"), ("resume", "ended")):
        assert shop.browser().post(f"{SCENES}{made.id}/{move}/").status_code == 302
        made.refresh_from_db()
        assert made.state == state
    assert shop.browser().post(f"{SCENES}{made.id}/burn/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "anchor"),
    [
        ({"coins": "many"}, "f-coins"), ({"coins": "0"}, "f-coins"), ({"budget": "-7"}, "f-budget"),
        ({"cap": ""}, "f-cap"), ({"threshold": "x"}, "f-threshold"), ({"last": "2020-01-01"}, "f-ends_at"),
        ({"first": "soon"}, "f-starts_at"), ({"kind": "check_in"}, "f-kind"), ({"share": "5"}, "f-coins"),
        ({"kind": "on_payment", "coins": "", "share": "80"}, "f-share"), ({"name": ""}, "f-name"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_typed_words_stay(shop, wrong, anchor):
    fund(shop.store)
    answer = shop.browser().post(NEW, form(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{anchor}"' in page
    assert f'id="{anchor}"' in page
    if "name" not in wrong:
        assert 'value="From 100 yuan"' in page
    assert not Scene.objects.exists()


def test_the_list_goes_by_key_and_another_stores_scene_is_absent(
    shop, other_shop, settled_texts, django_assert_max_num_queries
):
    fund(shop.store)
    for index in range(31):
        scene(shop.store, name=f"Scene {index}", state="ended" if index % 2 else "running")
    theirs = scene(other_shop.store, name="Theirs")
    with django_assert_max_num_queries(12):
        text = settled_texts(shop.browser().get(SCENES))
    assert "Scene 30" in text
    assert ">Scene 0<" not in text
    last = Scene.objects.filter(store_id=shop.store.id).order_by("-id")[29]
    text = settled_texts(shop.browser().get(f"{SCENES}?before={last.id}"))
    assert ">Scene 0<" in text
    assert ">Scene 1<" not in text
    assert "Scene 30" not in settled_texts(shop.browser().get(f"{SCENES}?state=ended"))
    assert shop.browser().get(f"{SCENES}{theirs.id}/").status_code == 404
    assert shop.browser().post(f"{SCENES}{theirs.id}/end/").status_code == 404
    assert Scene.objects.get(id=theirs.id).state == "running"


@pytest.mark.rule("COI-10")
def test_a_store_joins_a_campaign_and_leaves_it(shop, settled_texts, django_assert_max_num_queries):
    fund(shop.store)
    made = open_campaign(
        viewer=BOSS, name="Coin Carnival", share_at_least=15, starts_at=clock.now(),
        ends_at=clock.now() + timedelta(days=5),
    )  # fmt: skip
    with django_assert_max_num_queries(12):
        text = settled_texts(shop.browser().get(CAMPAIGNS))
    assert "Coin Carnival" in text
    assert "Products whose share is at least 15 %" in text
    for _ in range(2):
        shop.browser().post(f"{CAMPAIGNS}{made}/join/")
    assert CampaignStore.objects.filter(left_at=None).count() == 1
    assert "1 store takes part" in settled_texts(shop.browser().get(CAMPAIGNS))
    shop.browser().post(f"{CAMPAIGNS}{made}/leave/")
    assert not CampaignStore.objects.filter(left_at=None).exists()
    assert shop.browser().post(f"{CAMPAIGNS}{made}/leave/").status_code == 404
    assert shop.browser().post(f"{CAMPAIGNS}{made}/burn/").status_code == 404


@pytest.mark.rule("COI-17")
@pytest.mark.usefixtures("_rates")
def test_advice_stands_there_with_the_figures_behind_it(shop, settled_texts, django_assert_max_num_queries):
    fund(shop.store)
    takes_coins(shop.store, shop.product.id, share=25)
    Sku.objects.filter(product=shop.product).update(price_minor=900)
    with django_assert_max_num_queries(20):
        text = settled_texts(shop.browser().get("/seller/coins/advice/"))
    assert "Coins pay from 5000 on: wait with them." in text
    assert "Your store is 0 days old" in text
    assert "coins can take 25 % of it" in text
    assert "Affiliate promotion" in text


@pytest.mark.parametrize("address", [SCENES, NEW, CAMPAIGNS])
def test_without_an_account_one_is_led_to_where_it_is_opened(shop, address):
    assert shop.browser().get(address).headers["Location"] == "/seller/coins/"
    assert shop.browser().post(NEW, form()).headers["Location"] == "/seller/coins/"
