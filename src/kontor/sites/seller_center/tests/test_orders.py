import re
from datetime import timedelta

import pytest

from kontor.contexts.logistics.models import Shipment
from kontor.contexts.logistics.tests import factories
from kontor.contexts.orders.models import Line, StoreOrder
from kontor.kernel.clock import now

pytestmark = pytest.mark.django_db
NUMBERS = ["YT2229521272164446", "YT2229521272164447", "YT2229521272164448"]


def state_of(order):
    return StoreOrder.objects.get(store_id=order.store_id, id=order.id).state


def read(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:2000]
    return " ".join(answer.content.decode().split())


def shown(text):
    return [int(number) for number in re.findall(r'tabular-nums" href="/seller/orders/(\d+)/"', text)]


@pytest.mark.rule("TRD-07")
def test_every_number_of_the_to_do_page_equals_the_list_that_it_opens(shop):
    browser = shop.browser()
    for state in ("placed", "placed", "paid", "to_ship", "in_dispute", "shipped", "cancelled"):
        factories.order(shop.store, state=state)
    factories.order(shop.store, ship_by=now() - timedelta(hours=1))
    text = read(browser.get("/seller/"))
    tasks = re.findall(r'href="(/seller/[^"]+)"><span class="k-todo-number[^"]*">(\d+)<', text)
    assert [count for address, count in tasks if "orders" in address] == ["1", "3", "1", "1", "2"]
    for address, count in tasks:
        listed = read(browser.get(address.replace("&amp;", "&")))
        rows = len(re.findall(r'<th scope="row"', listed))
        assert rows == int(count), address


@pytest.mark.rule("TRD-07")
def test_the_tabs_show_their_states_in_the_words_of_the_trade(shop):
    order = factories.order(shop.store, state="delivered")
    text = read(shop.browser().get("/seller/orders/?tab=delivered"))
    assert shown(text) == [order.number]
    assert "m***a" in text
    assert "Marta" not in text


def test_search_and_filters_live_in_the_address(shop):
    browser, order = shop.browser(), factories.order(shop.store, to="BR")
    line = Line.objects.get(store_id=shop.store.id, order_id=order.id)
    assert shown(read(browser.get(f"/seller/orders/?q={order.number}"))) == [order.number]
    assert shown(read(browser.get(f"/seller/orders/?q={line.sku_code}"))) == [order.number]
    assert shown(read(browser.get("/seller/orders/?country=br"))) == [order.number]
    assert "Brazil" in read(browser.get("/seller/orders/?country=br"))
    assert shown(read(browser.get("/seller/orders/?q=%27%25_kettle"))) == []


@pytest.mark.rule("TRD-01")
def test_a_long_list_goes_on_by_key_with_few_questions(shop, django_assert_max_num_queries):
    browser = shop.browser()
    made = [
        factories.order(shop.store, state="finished", placed_at=now() - timedelta(hours=hour)).number
        for hour in range(33)
    ]
    with django_assert_max_num_queries(8):
        text = read(browser.get("/seller/orders/?tab=finished"))
    assert shown(text) == made[:30]
    following = re.search(r'rel="next" href="([^"]+)"', text).group(1).replace("&amp;", "&")
    assert shown(read(browser.get(f"/seller/orders/{following}"))) == made[30:]


@pytest.mark.parametrize(
    ("address", "most"),
    [("/seller/", 12), ("/seller/orders/", 8), ("order", 16), ("/seller/products/", 7), ("/seller/balance/", 9)],
)
def test_pages_ask_the_database_little(shop, django_assert_max_num_queries, address, most):
    browser = shop.browser()
    address = f"/seller/orders/{shop.order.number}/" if address == "order" else address
    browser.get(address)  # what a process reads once (categories) is there
    with django_assert_max_num_queries(most):
        read(browser.get(address))


def test_the_address_is_there_only_while_the_goods_must_be_labelled(shop):
    browser = shop.browser()
    for state, there in (
        ("paid", False),
        ("to_ship", True),
        ("partly_shipped", True),
        ("delivered", False),
        ("finished", False),
    ):
        order = factories.order(shop.store, state=state)
        text = read(browser.get(f"/seller/orders/{order.number}/"))
        assert ("ул. Шипка 6" in text) is there, state
        assert "m***a" in text


@pytest.mark.rule("TRD-07", "TRD-13")
def test_an_order_is_shipped_from_its_page(shop):
    browser, order = shop.browser(), shop.order
    assert 'value="yunexpress:THPHR" selected' in read(browser.get(f"/seller/orders/{order.number}/"))
    form = {"service": "yunexpress:THPHR", "tracking_number": "yt2229 5212 7216 4446", "how": "ship"}
    for _ in range(2):
        assert browser.post(f"/seller/orders/{order.number}/ship/", form).status_code == 302
    assert state_of(order) == "shipped"
    assert Shipment.objects.count() == 1
    text = read(browser.get(f"/seller/orders/{order.number}/"))
    assert "YT2229521272164446" in text
    assert "This parcel was entered already" in text


def test_a_wrong_number_keeps_what_was_typed_and_says_what_to_do(shop):
    form = {"service": "cainiao:CAINIAO_ECONOMY", "tracking_number": "nonsense 1", "how": "ship"}
    text = read(shop.browser().post(f"/seller/orders/{shop.order.number}/ship/", form), 422)
    assert 'href="#f-tracking_number"' in text
    assert "They look like LP00123456789012" in text
    assert 'value="nonsense 1"' in text
    assert 'value="cainiao:CAINIAO_ECONOMY" selected' in text
    assert "<title>Error:" in text
    assert state_of(shop.order) == "to_ship"


def test_a_part_is_shipped_from_the_page(shop):
    line = Line.objects.get(store_id=shop.store.id, order_id=shop.order.id)
    form = {"service": "yunexpress:THPHR", "tracking_number": NUMBERS[0], "how": "ship", f"units.{line.id}": "1"}
    shop.browser().post(f"/seller/orders/{shop.order.number}/ship/", form)
    assert state_of(shop.order) == "partly_shipped"
    text = read(shop.browser().get(f"/seller/orders/{shop.order.number}/"))
    assert 'name="parcel" value="2"' in text


def test_a_carrier_that_is_down_is_said_and_nothing_is_lost(shop, settings):
    settings.KONTOR = settings.KONTOR.model_copy(update={"carriers_api": "http://127.0.0.1:9"})
    form = {"service": "yanwen:481", "how": "book", "parcel": "1"}
    text = read(shop.browser().post(f"/seller/orders/{shop.order.number}/ship/", form), 503)
    assert "Yanwen does not answer now, and nothing has changed." in text
    assert state_of(shop.order) == "to_ship"


@pytest.mark.rule("TRD-13")
def test_many_orders_are_shipped_with_an_answer_per_row(shop, settle):
    browser = shop.browser()
    orders = [shop.order, factories.order(shop.store), factories.order(shop.store)]
    numbers = [str(order.number) for order in orders]
    pasted = f"{numbers[1]}\t{NUMBERS[0]}\n{numbers[0]}, wrong-one\n"
    text = read(browser.post("/seller/orders/ship/", {"order": numbers, "pasted": pasted, "how": "fill"}))
    assert f'name="track.{numbers[1]}" value="{NUMBERS[0]}"' in text
    assert f'name="track.{numbers[0]}" value="wrong-one"' in text
    assert state_of(orders[1]) == "to_ship", "filling ships nothing"

    form = {"order": numbers, "how": "ship"}
    form |= {f"service.{number}": "yunexpress:THPHR" for number in numbers}
    form |= {f"track.{numbers[0]}": "wrong-one", f"track.{numbers[1]}": NUMBERS[0], f"track.{numbers[2]}": ""}
    text = read(browser.post("/seller/orders/ship/", form), 422)

    assert {state_of(order) for order in orders} == {"to_ship"}, "nothing goes while something is wrong"
    assert f'href="#f-track.{numbers[0]}"' in text
    assert 'value="wrong-one"' in text
    assert "Ship the 1 without a fault" in text
    where = browser.post("/seller/orders/ship/", form | {"how": "good"}).headers["Location"]
    settle()
    assert [state_of(order) for order in orders] == ["to_ship", "shipped", "to_ship"]
    text = read(browser.get(where))
    assert "1 order is shipped." in text
    assert "“wrong-one” is not a tracking number of YunExpress" in text
    again = read(browser.get(f"/seller/orders/ship/?run={where.split('/')[-2]}"))
    assert f'name="track.{numbers[0]}" value="wrong-one"' in again
    assert f"track.{numbers[2]}" not in again
    form |= {f"track.{numbers[0]}": NUMBERS[1], f"track.{numbers[2]}": NUMBERS[2]}
    assert browser.post("/seller/orders/ship/", {**form, "order": [numbers[0], numbers[2]]}).status_code == 302
    settle()
    assert {state_of(order) for order in orders} == {"shipped"}


def test_a_batch_without_any_number_says_so(shop):
    form = {"order": [shop.order.number], "how": "ship", f"track.{shop.order.number}": " "}
    text = read(shop.browser().post("/seller/orders/ship/", form), 422)
    assert "Enter the tracking number of at least one parcel." in text


def test_plain_numbers_are_pasted_row_by_row(shop):
    other = factories.order(shop.store, ship_by=now() + timedelta(days=9))
    form = {"order": [shop.order.number, other.number], "pasted": f"{NUMBERS[0]}\n\n{NUMBERS[1]}", "how": "fill"}
    text = read(shop.browser().post("/seller/orders/ship/", form))
    assert f'name="track.{shop.order.number}" value="{NUMBERS[0]}"' in text
    assert f'name="track.{other.number}" value="{NUMBERS[1]}"' in text


@pytest.mark.rule("TRD-07")
def test_cancelling_needs_a_reason_and_the_table(shop):
    browser, order = shop.browser(), shop.order
    browser.post(f"/seller/orders/{order.number}/cancel/", {"reason": ""})
    assert state_of(order) == "to_ship"
    browser.post(f"/seller/orders/{order.number}/cancel/", {"reason": "out_of_stock"})
    assert state_of(order) == "cancelled"
    assert "The goods are out of stock" in read(browser.get(f"/seller/orders/{order.number}/"))
    sent = factories.order(shop.store, state="shipped")
    read(browser.post(f"/seller/orders/{sent.number}/cancel/", {"reason": "out_of_stock"}), 409)
    assert state_of(sent) == "shipped"


@pytest.mark.rule("BUY-14")
@pytest.mark.parametrize("language", ["en", "zh-hans", "es", "fr", "ru", "pt-br", "bg"])
def test_every_language_has_its_pages(shop, language):
    browser = shop.browser()
    for rest in ("", "orders/", f"orders/{shop.order.number}/", "products/", "balance/", "freight/", "store/"):
        text = read(browser.get(f"/seller/{rest}?hl={language}"))
        assert f'<html lang="{language}"' in text


def test_somebody_with_two_stores_switches_between_them(shop, other_shop):
    from kontor.contexts.sellers.services.grant_seat import grant_seat
    from kontor.kernel.viewer import System

    grant_seat(by=System("test"), store_id=other_shop.store.id, account_id=shop.owner.id, role="manager")
    browser = shop.browser()
    assert "Harbour Bags" in read(browser.get("/seller/"))
    browser.get(f"/seller/switch/{other_shop.store.id}/")
    text = read(browser.get("/seller/orders/?tab=to_ship"))
    assert shown(text) == [other_shop.order.number]
    read(browser.get("/seller/balance/"), 403)
