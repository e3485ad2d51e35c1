"""Channels, quiet hours, the page, the one click (BUY-13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.notifications import queries, rules
from kontor.contexts.notifications.errors import HourUnknown, ZoneUnknown
from kontor.contexts.notifications.jobs import release_held_job
from kontor.contexts.notifications.models import Notice, Preference
from kontor.contexts.notifications.services.change_preferences import change_preferences
from kontor.contexts.notifications.services.keep_zone import keep_zone
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.notifications.services.read_notices import read_notices
from kontor.contexts.notifications.services.switch_off import switch_off
from kontor.contexts.notifications.unsubscribing import read_token, unsubscribe_url
from kontor.kernel import clock
from kontor.kernel.viewer import Buyer
from kontor.platform.mail.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-13")]
Settle = Callable[[], None]


def _news(account_id: UUID, kind: str = "order_paid", number: int = 7) -> News:
    values: dict[str, object] = {"number": number, "means": "Visa ···· 4242", "browser": "", "system": "", "place": ""}
    return News(account_id, kind, values, f"{kind}:{number}")


def _choose(account_id: UUID, *, off: tuple[str, ...] = (), quiet: bool = False, zone: str = "UTC",
            start: int = 22, end: int = 8) -> None:  # fmt: skip
    change_preferences(account_id=account_id, off=off, quiet=quiet, quiet_from=start, quiet_until=end, zone=zone)


def _at(hour: int, minute: int = 0) -> timedelta:
    """From now to the next time that it is this hour in UTC."""
    wanted = clock.now().replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=1)
    return wanted - clock.now()


@pytest.mark.parametrize(
    ("zone", "hour", "minute", "until"),
    [
        ("UTC", 21, 59, None), ("UTC", 22, 0, 8), ("UTC", 7, 59, 8), ("UTC", 8, 0, None),
        ("Asia/Shanghai", 13, 59, None), ("Asia/Shanghai", 14, 0, 0), ("America/New_York", 3, 0, 12),
    ],
)  # fmt: skip
def test_quiet_hours_are_those_of_the_persons_own_night(zone: str, hour: int, minute: int, until: int | None) -> None:
    moment = datetime(2026, 7, 1, hour, minute, tzinfo=UTC)
    held = rules.held_until(moment, zone=zone, start=22, end=8)
    assert (held.hour if held else None) == until
    assert held is None or timedelta(0) < held - moment <= timedelta(hours=10)


def test_the_same_hour_twice_is_never_quiet_and_a_day_may_be() -> None:
    moment = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    assert rules.held_until(moment, zone="UTC", start=9, end=9) is None
    assert rules.held_until(moment, zone="no/where", start=9, end=17) == moment.replace(hour=17)


def test_without_choices_a_mail_goes_and_the_page_shows_it(settle: Settle) -> None:
    account = make_account()
    notify_many(news=[_news(account.id)])
    settle()
    [view] = queries.page(Buyer(account.id), "en")
    assert (view.words, view.path, view.read) == ("Order 7 is paid", "/account/orders/7/", False)
    assert queries.page(Buyer(account.id), "fr")[0].words != ""
    assert Message.objects.get(to=account.email).subject == "Order 7 is paid"
    assert Notice.objects.count() == 1


def test_each_kind_by_each_channel_can_be_switched_off(settle: Settle) -> None:
    account = make_account()
    _choose(account.id, off=("order_paid.mail", "order_shipped.page", "order_delivered.mail", "order_delivered.page"))
    kinds = ("order_paid", "order_shipped", "order_delivered")
    notify_many(news=[_news(account.id, kind) for kind in kinds])
    settle()
    assert [view.kind for view in queries.page(Buyer(account.id), "en")] == ["order_paid"]
    assert [notice.kind for notice in Notice.objects.filter(channel="email")] == ["order_shipped"]
    assert Message.objects.filter(to=account.email).count() == 1
    assert not Notice.objects.filter(kind="order_delivered").exists()


def test_safety_cannot_be_switched_off_and_is_never_held(settle: Settle) -> None:
    account = make_account()
    _choose(account.id, off=("method_bound.mail", "method_bound.page", "nothing.mail"), quiet=True, start=0, end=23)
    assert Preference.objects.get().off == []
    with clock.moved(_at(12)):
        notify_many(news=[_news(account.id, "method_bound")])
        settle()
    assert Message.objects.filter(to=account.email).count() == 1
    assert len(queries.page(Buyer(account.id), "en")) == 1
    assert not switch_off(account_id=account.id, kind="method_bound")
    assert unsubscribe_url(account.id, "method_bound") == ""


def test_what_waited_goes_together_after_the_night(settle: Settle) -> None:
    account = make_account()
    _choose(account.id, quiet=True)
    with clock.moved(_at(23)):
        notify_many(news=[_news(account.id), _news(account.id, "order_shipped")])
        settle()
        release_held_job()
        assert not Message.objects.filter(to=account.email).exists()
        assert len(queries.page(Buyer(account.id), "en")) == 2  # the page shows them at once
    with clock.moved(_at(23) + timedelta(hours=8, minutes=59)):
        release_held_job()
        settle()
        assert not Message.objects.filter(to=account.email).exists()
    with clock.moved(_at(23) + timedelta(hours=9)):
        release_held_job()
        settle()
        release_held_job()
        settle()
    [mail] = Message.objects.filter(to=account.email)
    assert mail.subject == "2 messages from your quiet hours"
    assert "Order 7 is paid" in mail.text
    assert "/account/orders/7/" in mail.text
    assert len(queries.page(Buyer(account.id), "en")) == 2


def test_one_alone_goes_as_it_is(settle: Settle) -> None:
    account = make_account()
    _choose(account.id, quiet=True)
    with clock.moved(_at(23)):
        notify_many(news=[_news(account.id)])
    with clock.moved(_at(23) + timedelta(hours=9)):
        release_held_job()
        settle()
    assert Message.objects.get(to=account.email).subject == "Order 7 is paid"


def test_wrong_choices_are_refused_and_nothing_changes() -> None:
    account = make_account()
    for zone in ("Mars/Olympus", "", "../../etc/passwd", "/etc/localtime"):
        with pytest.raises(ZoneUnknown):
            _choose(account.id, zone=zone)
    with pytest.raises(HourUnknown):
        _choose(account.id, start=24)
    assert not Preference.objects.exists()


def test_the_browsers_zone_is_kept_until_one_is_chosen() -> None:
    account = make_account()
    assert not keep_zone(account_id=account.id, zone="Mars/Olympus")
    assert keep_zone(account_id=account.id, zone="Europe/Sofia")
    assert not keep_zone(account_id=account.id, zone="Asia/Tokyo")
    assert queries.preferences(Buyer(account.id)).zone == "Europe/Sofia"


def test_the_link_of_a_mail_ends_its_kind_alone(settle: Settle) -> None:
    account = make_account()
    token = unsubscribe_url(account.id, "order_paid").rstrip("/").rpartition("/")[2]
    assert read_token(token) == (account.id, "order_paid")
    assert read_token(token.replace("order_paid", "order_placed")) is None
    assert read_token("nonsense") is None
    assert switch_off(account_id=account.id, kind="order_paid")
    assert switch_off(account_id=account.id, kind="order_paid")
    notify_many(news=[_news(account.id), _news(account.id, "order_shipped")])
    settle()
    [mail] = Message.objects.filter(to=account.email)
    assert "/unsubscribe/" in mail.text
    assert "/unsubscribe/" in mail.html
    assert switch_off(account_id=account.id, kind="order_paid", on=True)
    assert Preference.objects.get().off == []


def test_read_unread_and_strangers(settle: Settle) -> None:
    account, stranger = make_account(), make_account()
    notify_many(news=[_news(account.id, number=n) for n in range(3)])
    viewer, other = Buyer(account.id), Buyer(stranger.id)
    assert (queries.unread(viewer), queries.unread(other)) == (3, 0)
    first = queries.page(viewer, "en")[0].id
    assert read_notices(account_id=stranger.id, notice_id=first) == 0
    assert queries.opened(other, first) == ""
    assert read_notices(account_id=account.id, notice_id=first) == 1
    assert [view.read for view in queries.page(viewer, "en")] == [True, False, False]
    assert len(queries.page(viewer, "en", only_unread=True)) == 2
    assert read_notices(account_id=account.id, notice_id=first, unread=True) == 1
    assert read_notices(account_id=account.id) == 3
    assert queries.unread(viewer) == 0
    assert read_notices(account_id=uuid4()) == 0


def test_pages_follow_each_other_by_key() -> None:
    account = make_account()
    notify_many(news=[_news(account.id, number=n) for n in range(5)])
    first = queries.page(Buyer(account.id), "en", size=3)
    rest = queries.page(Buyer(account.id), "en", before=first[-1].id, size=3)
    assert len(first) == 3
    assert len(rest) == 2
    assert len({view.id for view in first + rest}) == 5


def test_telling_twenty_people_costs_as_much_as_telling_one(
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    people = [make_account() for _ in range(20)]
    with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
        notify_many(news=[_news(person.id) for person in people])
    assert Notice.objects.count() == 20
