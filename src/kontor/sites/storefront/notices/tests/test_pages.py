"""The bell, the page, the choices and the one click, through a browser's forms (BUY-13)."""

from __future__ import annotations

import pytest
from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.contexts.notifications import queries
from kontor.contexts.notifications.models import Notice, Preference
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.notifications.unsubscribing import unsubscribe_url
from kontor.kernel.viewer import Buyer
from kontor.sites.storefront.account.tests.visitor import Visitor, texts

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-13")]


def _told(account: Account, number: int = 7) -> Notice:
    [notice] = notify_many(news=[News(account.id, "order_paid", {"number": number}, f"order_paid:{number}")])
    return notice


def test_the_bell_counts_and_the_notice_leads_on() -> None:
    visitor = Visitor()
    account = visitor.enter()
    notice = _told(account)
    page = visitor.get("/account/notices/")
    assert "Order 7 is paid" in texts(page)
    assert '<span class="k-count" data-kind="strong">1' in page.content.decode()
    went = visitor.send(f"/account/notices/{notice.id}/")
    assert (went.status_code, went.headers["Location"]) == (302, "/account/orders/7/")
    assert '<span class="k-count" data-kind="strong">1' not in visitor.get("/account/notices/").content.decode()
    visitor.send(f"/account/notices/{notice.id}/", {"turn": "1"})
    assert queries.unread(Buyer(account.id)) == 1
    assert "Order 7" in texts(visitor.get("/account/notices/?unread=1"))
    visitor.send("/account/notices/read/")
    assert "Order 7" not in texts(visitor.get("/account/notices/?unread=1"))


def test_a_strangers_notice_is_absent() -> None:
    owner, thief = Visitor(), Visitor()
    notice = _told(owner.enter())
    thief.enter()
    assert thief.send(f"/account/notices/{notice.id}/").status_code == 404
    assert Notice.objects.get().read_at is None


def test_choices_are_kept_and_what_was_typed_stays() -> None:
    visitor = Visitor()
    account = visitor.enter()
    visitor.cookies["kontor_zone"] = "Europe/Sofia"
    assert 'value="Europe/Sofia" selected' in visitor.get("/account/notices/choices/").content.decode()
    form = {"on": ["order_paid.page", "order_paid.mail"], "quiet": "1", "quiet_from": "21", "quiet_until": "7"}
    refused = visitor.send("/account/notices/choices/", form | {"zone": "Mars/Olympus"})
    assert refused.status_code == 422
    assert "Choose a time zone from the list." in texts(refused)
    assert not Preference.objects.exists()
    assert visitor.send("/account/notices/choices/", form | {"zone": "Asia/Shanghai"}).status_code == 302
    kept = queries.preferences(Buyer(account.id))
    assert (kept.zone, kept.quiet, kept.quiet_from, kept.quiet_until) == ("Asia/Shanghai", True, 21, 7)
    assert "order_paid.push" in kept.off
    assert "order_shipped.mail" in kept.off
    assert "order_paid.mail" not in kept.off


def test_one_click_without_signing_in_and_a_look_changes_nothing() -> None:
    account = Visitor().enter()
    path = unsubscribe_url(account.id, "order_paid").split("/", 3)[3]
    program = Client(enforce_csrf_checks=True)
    assert "An order is paid" in texts(program.get(f"/{path}"))  # type: ignore[arg-type]
    assert not Preference.objects.exists()
    answer = program.post(f"/{path}", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Preference.objects.get().off == ["order_paid.mail"]
    assert program.post(f"/{path.replace('order_paid', 'order_shipped')}").status_code == 404
    assert Preference.objects.get().off == ["order_paid.mail"]


def test_the_helper_stands_at_the_root_and_the_key_on_the_page() -> None:
    visitor = Visitor()
    assert visitor.get("/push-worker.js").headers["Content-Type"].startswith("text/javascript")
    visitor.enter()
    assert 'data-push="B' in visitor.get("/account/notices/choices/").content.decode()
    refused = visitor.send("/account/notices/push/", {"endpoint": "http://127.0.0.1:5432/", "p256dh": "x", "auth": "y"})
    assert refused.status_code == 422


def test_visitors_hear_nothing() -> None:
    for path in ("/account/notices/", "/account/notices/bell/", "/account/notices/choices/"):
        assert Client().get(path).status_code == 302
