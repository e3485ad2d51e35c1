"""Wish lists and followed stores: kept, moved, shared, told of (BUY-06, BUY-07)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.buyers import wishes
from kontor.contexts.buyers.errors import ListNameMissing, TooManyWishes, WishListNotFound, WishNotFound
from kontor.contexts.buyers.models import Follow, WishItem, WishList
from kontor.contexts.buyers.services.change_wish import change_wish
from kontor.contexts.buyers.services.change_wish_list import change_wish_list
from kontor.contexts.buyers.services.drop_wish import drop_wish
from kontor.contexts.buyers.services.follow_store import follow_store
from kontor.contexts.buyers.services.keep_wish import Wished, keep_wish
from kontor.contexts.buyers.services.make_wish_list import make_wish_list
from kontor.contexts.buyers.services.tell_wishers import tell_wishers
from kontor.contexts.buyers.wish_rules import Fact, fell
from kontor.contexts.notifications.models import Notice
from kontor.kernel import clock
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-06")]
LAMP = UUID(int=7)


def _buyer() -> Buyer:
    return Buyer(make_account().id)


def _wish(number: int = 1, minor: int = 10000, product_id: UUID | None = None) -> Wished:
    return Wished(product_id or UUID(int=number), number, Money(minor, "CNY"))


def _tell(minor: int, *, currency: str = "CNY", available: bool = True) -> int:
    fact = Fact(LAMP, "Lamp", "/p/lamp-7/", Money(minor, currency), available)
    return tell_wishers(item_ids=list(WishItem.objects.values_list("id", flat=True)), facts={LAMP: fact})


def test_kept_once_on_the_first_list_and_seen_by_the_owner_alone() -> None:
    viewer = _buyer()
    assert keep_wish(viewer=viewer, wished=[_wish(), _wish(2)]) == 2
    assert keep_wish(viewer=viewer, wished=[_wish()]) == 0
    assert wishes.wished_numbers(viewer) == {1, 2}
    assert wishes.wished_numbers(_buyer()) == frozenset()
    [first] = wishes.lists(viewer)
    assert (first.name, first.count) == ("", 2)
    assert [item.number for item in wishes.items(viewer, first.id)[0]] == [2, 1]
    assert wishes.items(_buyer(), first.id) == ([], "")
    assert drop_wish(viewer=_buyer(), number=1) == 0
    assert drop_wish(viewer=viewer, number=1) == 1
    assert wishes.wished_numbers(viewer) == {2}


def test_named_lists_move_copy_note_and_sort() -> None:
    viewer = _buyer()
    with pytest.raises(ListNameMissing):
        make_wish_list(viewer=viewer, name="  ")
    keep_wish(viewer=viewer, wished=[_wish(1, 500), _wish(2, 100), _wish(3, 300)])
    gifts = make_wish_list(viewer=viewer, name=" For   Mum ")
    first = wishes.lists(viewer)[0].id
    one, two = (WishItem.objects.get(product_number=n).id for n in (1, 2))
    change_wish(viewer=viewer, item_id=one, to_list=gifts)
    change_wish(viewer=viewer, item_id=two, to_list=gifts, copy=True)
    change_wish(viewer=viewer, item_id=two, to_list=gifts)  # there already: only off the first
    change_wish(viewer=viewer, item_id=one, note="  blue, please ")
    assert [(one.name, one.count) for one in wishes.lists(viewer)] == [("", 1), ("For Mum", 2)]
    assert [item.number for item in wishes.items(viewer, gifts, sort="cheapest")[0]] == [2, 1]
    assert [item.number for item in wishes.items(viewer, gifts, sort="dearest")[0]] == [1, 2]
    assert wishes.items(viewer, gifts, sort="dearest")[0][0].note == "blue, please"
    assert [item.number for item in wishes.items(viewer, first)[0]] == [3]


def _paged(viewer: Buyer, list_id: UUID, sort: str, factors: dict[str, Decimal] | None = None) -> list[int]:
    """The numbers of a list, gone through three at a time."""
    found: list[int] = []
    after, pages = "", 0
    while after or not pages:
        entries, after = wishes.items(viewer, list_id, sort=sort, after=after, size=3, factors=factors or {})
        found += [entry.number for entry in entries]
        pages += 1
    assert pages == -(-len(found) // 3)
    return found


def test_a_long_list_goes_on_by_key_in_every_order() -> None:
    viewer = _buyer()
    keep_wish(viewer=viewer, wished=[_wish(n, minor) for n, minor in enumerate((500, 100, 300, 100, 500, 100, 200), 1)])
    mine = wishes.lists(viewer)[0].id
    by_id = list(WishItem.objects.order_by("id").values_list("product_number", flat=True))
    WishItem.objects.update(added_at=clock.now())  # all in one moment: their ids decide
    assert _paged(viewer, mine, "oldest") == by_id
    assert _paged(viewer, mine, "newest") == by_id[::-1]
    assert [_minor(n) for n in _paged(viewer, mine, "cheapest")] == [100, 100, 100, 200, 300, 500, 500]
    assert [_minor(n) for n in _paged(viewer, mine, "dearest")] == [500, 500, 300, 200, 100, 100, 100]
    first, after = wishes.items(viewer, mine, size=3)
    drop_wish(viewer=viewer, item_id=first[-1].id)  # the one after which the next page begins
    assert [entry.number for entry in wishes.items(viewer, mine, size=3, after=after)[0]] == by_id[::-1][3:6]
    for wrong in ("x", "~", "2026-01-01~x", f"2026-01-01~{first[0].id}", "NaN~" + str(first[0].id)):
        for sort in wishes.SORTS:
            assert len(wishes.items(viewer, mine, size=9, after=wrong, sort=sort)[0]) == 6


def _minor(number: int) -> int:
    return WishItem.objects.get(product_number=number).price_minor


def test_prices_of_several_currencies_are_compared_by_their_worth() -> None:
    viewer = _buyer()
    for number, minor, currency in ((1, 1000, "JPY"), (2, 1000, "KWD"), (3, 1000, "USD"), (4, 1000, "CNY")):
        keep_wish(viewer=viewer, wished=[Wished(UUID(int=number), number, Money(minor, currency))])
    mine = wishes.lists(viewer)[0].id
    factors = {"JPY": Decimal("0.67"), "KWD": Decimal("0.325"), "USD": Decimal(1), "CNY": Decimal("0.138")}
    assert _paged(viewer, mine, "cheapest", factors) == [4, 2, 1, 3]
    assert _paged(viewer, mine, "dearest", factors) == [3, 1, 2, 4]


def test_a_notice_names_the_goods_in_the_readers_language() -> None:
    for language in ("bg", "zh-hans", "fr"):
        keep_wish(viewer=Buyer(make_account(language=language).id), wished=[_wish(7, product_id=LAMP)])
    titles = {"bg": "Лампа", "zh-hans": "灯"}
    fact = Fact(LAMP, "Lamp", "/p/lamp-7/", Money(5000, "CNY"), True, titles)
    assert tell_wishers(item_ids=list(WishItem.objects.values_list("id", flat=True)), facts={LAMP: fact}) == 3
    told = dict(Notice.objects.values_list("language", "values__title"))
    assert told == {"bg": "Лампа", "zh-hans": "灯", "fr": "Lamp"}


def test_strangers_change_nothing() -> None:
    viewer, thief = _buyer(), _buyer()
    keep_wish(viewer=viewer, wished=[_wish()])
    item, mine = WishItem.objects.get(), WishList.objects.get()
    theirs = make_wish_list(viewer=thief, name="x")
    with pytest.raises(WishNotFound):
        change_wish(viewer=thief, item_id=item.id, note="x")
    with pytest.raises(WishListNotFound):
        change_wish(viewer=viewer, item_id=item.id, to_list=theirs)
    with pytest.raises(WishListNotFound):
        change_wish_list(viewer=thief, list_id=mine.id, remove=True)
    with pytest.raises(WishListNotFound):
        keep_wish(viewer=thief, wished=[_wish(2)], list_id=mine.id)
    assert drop_wish(viewer=thief, item_id=item.id) == 0
    assert WishItem.objects.get().note == ""


def test_a_link_shows_products_and_nobody_and_can_be_taken_back() -> None:
    viewer = _buyer()
    keep_wish(viewer=viewer, wished=[_wish()], note="secret note")
    mine = WishList.objects.get().id
    change_wish_list(viewer=viewer, list_id=mine, share=True)
    key = wishes.lists(viewer)[0].share_key
    assert len(key) >= 24
    name, entries = wishes.shared(key)
    assert (name, [entry.number for entry in entries], entries[0].note) == ("", [1], "")
    change_wish_list(viewer=viewer, list_id=mine, share=False)
    change_wish_list(viewer=viewer, list_id=mine, share=True)
    for dead in (key, "", "x"):
        with pytest.raises(WishListNotFound):
            wishes.shared(dead)
    assert wishes.lists(viewer)[0].share_key != key


def test_no_more_than_the_policy_allows() -> None:
    viewer = _buyer()
    keep_wish(viewer=viewer, wished=[_wish(n) for n in range(1, 501)])
    with pytest.raises(TooManyWishes):
        keep_wish(viewer=viewer, wished=[_wish(501)])
    assert WishItem.objects.count() == 500


@pytest.mark.parametrize(
    ("told", "price", "said"),
    [(None, 9501, False), (None, 9500, True), (9500, 9500, False), (9500, 9026, False), (9500, 9025, True),
     (9500, 11000, False), (None, 12000, False)],
)  # fmt: skip
def test_a_drop_is_a_new_low_worth_telling(told: int | None, price: int, said: bool) -> None:
    assert fell(Money(10000, "CNY"), told, Money(price, "CNY"), percent=5) is said
    assert not fell(Money(10000, "USD"), told, Money(price, "CNY"), percent=5)


def test_each_drop_is_told_once_however_often_we_look() -> None:
    viewer = _buyer()
    keep_wish(viewer=viewer, wished=[_wish(7, product_id=LAMP)])
    gifts = make_wish_list(viewer=viewer, name="Gifts")
    keep_wish(viewer=viewer, wished=[_wish(7, product_id=LAMP)], list_id=gifts)  # on two lists: one notice
    assert [_tell(9600), _tell(9000), _tell(9000), _tell(9900), _tell(9000), _tell(8000)] == [0, 1, 0, 0, 0, 1]
    first = Notice.objects.order_by("id").first()
    assert first is not None
    assert first.values == {"title": "Lamp", "path": "/p/lamp-7/", "price": {"minor": 9000, "currency": "CNY"}}


def test_another_currency_is_noted_anew_and_no_drop() -> None:
    keep_wish(viewer=_buyer(), wished=[_wish(7, product_id=LAMP)])
    assert _tell(1500, currency="USD") == 0
    row = WishItem.objects.get()
    assert (row.price_minor, row.currency) == (1500, "USD")
    assert _tell(1400, currency="USD") == 1


def test_back_in_stock_is_told_once_in_a_while() -> None:
    keep_wish(viewer=_buyer(), wished=[_wish(7, product_id=LAMP)])
    assert [_tell(10000, available=False), _tell(10000), _tell(10000, available=False), _tell(10000)] == [0, 1, 0, 0]
    with clock.moved(timedelta(days=8)):
        assert [_tell(10000, available=False), _tell(10000)] == [0, 1]
    assert {notice.kind for notice in Notice.objects.all()} == {"back_in_stock"}


@pytest.mark.rule("BUY-07")
def test_followed_once_and_no_longer() -> None:
    viewer, store = _buyer(), uuid4()
    assert [follow_store(viewer=viewer, store_id=store) for _ in range(2)] == [True, False]
    assert wishes.follows(viewer, store)
    assert wishes.followed(viewer) == [store]
    assert not wishes.follows(_buyer(), store)
    assert follow_store(viewer=viewer, store_id=store, on=False)
    assert not Follow.objects.exists()


def test_a_thousand_entries_are_compared_with_few_statements(
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    viewer = _buyer()
    keep_wish(viewer=viewer, wished=[_wish(n) for n in range(1, 400)])
    ids = list(WishItem.objects.values_list("id", flat=True))
    facts = {UUID(int=n): Fact(UUID(int=n), "x", "/x/", Money(10000, "CNY"), True) for n in range(1, 400)}
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
        assert tell_wishers(item_ids=ids, facts=facts) == 0
