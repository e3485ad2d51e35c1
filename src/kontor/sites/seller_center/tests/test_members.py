"""Settings → Members as people use it: boxes, invitations, roles, asking, history (SEL-03, OPR-06)."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from kontor.contexts.notifications.models import Notice
from kontor.contexts.sellers import members, queries
from kontor.contexts.sellers.models import Invitation
from kontor.platform import links
from kontor.sites.seller_center.tests.conftest import Shop, seller, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-03")]


def _words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_list_shows_everybody_with_rights_by_area(shop: Shop, django_assert_max_num_queries) -> None:
    browser = shop.browser()
    browser.get("/seller/members/")
    with django_assert_max_num_queries(14):
        page = _words(browser.get("/seller/members/"))
    assert "Mei Wei" in page
    assert "See orders" in page
    assert "Rights of members" in page  # the history below


def test_boxes_are_saved_and_count_at_once(shop: Shop) -> None:
    owner, clerk = shop.browser(), shop.browser("clerk")
    address = f"/seller/members/{shop.clerk.id}/"
    assert clerk.get("/seller/products/").status_code == 403
    form = owner.get(address).content.decode()
    assert re.search(r'value="orders.view"\s+checked', form)
    assert owner.post(address, {"role": "clerk", "rights": ["products.edit"]}).status_code == 302
    assert queries.seat(shop.clerk.id, shop.store.id).rights == {"products.edit", "products.view"}
    assert clerk.get("/seller/products/").status_code == 200
    assert clerk.get("/seller/orders/").status_code == 403
    nothing = owner.post(address, {"role": "clerk"})
    assert nothing.status_code == 422
    assert "Choose at least one right." in nothing.content.decode()
    assert queries.seat(shop.clerk.id, shop.store.id).rights == {"products.edit", "products.view"}


def test_a_role_fills_in_the_boxes_and_saves_nothing(shop: Shop) -> None:
    page = shop.browser().get(f"/seller/members/{shop.clerk.id}/?role=stock").content.decode()
    assert re.search(r'value="products.stock"\s+checked', page)
    assert not re.search(r'value="orders.view"\s+checked', page)
    assert queries.seat(shop.clerk.id, shop.store.id).rights == {"logistics.labels", "orders.view"}


def test_removing_signs_the_person_out(shop: Shop) -> None:
    clerk = shop.browser("clerk")
    assert clerk.get("/seller/orders/").status_code == 200
    assert shop.browser().post(f"/seller/members/{shop.clerk.id}/remove/").status_code == 302
    gone = clerk.get("/seller/orders/")
    assert (gone.status_code, gone.headers["Location"].partition("?")[0]) == (302, "/seller/sign-in/")


def test_a_colleague_is_invited_looks_and_accepts(shop: Shop) -> None:
    sent = shop.browser().post(
        "/seller/members/invite/", {"email": "ann@example.com", "role": "stock", "rights": ["products.stock"]}
    )
    assert sent.status_code == 302
    invitation = Invitation.objects.get()
    link = f"/seller/invitation/{invitation.id}/{links.secret(members.PURPOSE, invitation.id)}/"
    visitor = _words(Client(headers={"accept-language": "en"}).get(link))
    assert "Lin Wei invites you" in visitor
    assert "/seller/sign-in/?next=%2Fseller%2Finvitation%2F" in visitor
    assert Client().post(link).status_code == 401
    ann = seller("Ann")
    browser = signed_in(ann)
    assert browser.get(link).status_code == 200
    assert browser.get(link).status_code == 200
    assert queries.seat(ann.id, shop.store.id) is None  # looking accepts nothing
    assert browser.post(link).headers["Location"] == "/seller/"
    assert queries.seat(ann.id, shop.store.id).rights == {"products.stock", "products.view"}
    assert browser.get("/seller/products/").status_code == 200
    assert signed_in(seller("Bo")).post(link).status_code == 404


def test_whoever_has_no_store_is_led_to_what_waits(shop: Shop) -> None:
    ann = seller("Ann")
    shop.browser().post("/seller/members/invite/", {"email": ann.email, "role": "clerk", "rights": ["orders.view"]})
    browser = signed_in(ann)
    assert browser.get("/seller/").headers["Location"] == "/seller/invitation/"
    page = _words(browser.get("/seller/invitation/"))
    assert shop.store.name in page
    assert browser.post(f"/seller/invitation/{Invitation.objects.get().id}/accept/").status_code == 302
    assert browser.get("/seller/").status_code == 200
    assert signed_in(seller("Bo")).get("/seller/").headers["Location"] == "/seller/business/"


def test_what_was_typed_wrong_is_kept_and_said_at_its_field(shop: Shop) -> None:
    answer = shop.browser().post("/seller/members/invite/", {"email": "nothing", "rights": ["orders.view"]})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="nothing"' in page
    assert 'href="#f-email"' in page
    assert re.search(r'value="orders.view"\s+checked', page)


def test_own_roles_are_made_used_and_removed(shop: Shop) -> None:
    owner = shop.browser()
    owner.post("/seller/members/roles/new/", {"name": "Packers", "rights": ["orders.ship"]})
    seat = queries.seat(shop.owner.id, shop.store.id)
    [role] = members.roles(seat)
    page = owner.get(f"/seller/members/{shop.clerk.id}/?role={role.id}").content.decode()
    assert re.search(r'value="orders.ship"\s+checked', page)
    assert "Packers" in page
    owner.post(f"/seller/members/roles/{role.id}/remove/")
    assert members.roles(seat) == []


def test_a_refused_page_offers_to_ask_and_the_owner_is_told(shop: Shop) -> None:
    clerk = shop.browser("clerk")
    page = _words(clerk.get("/seller/products/"))
    assert "You need the right “See products” for this." in page
    assert 'name="right" value="products.view"' in page
    assert clerk.post("/seller/rights/ask/", {"right": "products.view"}).status_code == 302
    told = Notice.objects.filter(kind="right_asked")
    assert {notice.account_id for notice in told} == {shop.owner.id}
    boxes = shop.browser().get(f"/seller/members/{shop.clerk.id}/?add=products.view").content.decode()
    assert "A right was asked for" in boxes
    assert re.search(r'value="products.view"\s+checked', boxes)


@pytest.mark.rule("OPR-06")
def test_the_history_is_the_store_s_own(shop: Shop, other_shop: Shop, django_assert_max_num_queries) -> None:
    browser = shop.browser()
    shop.clerk.given_name = "Zhen"
    shop.clerk.save()
    browser.post(f"/seller/members/{shop.clerk.id}/", {"role": "clerk", "rights": ["finance.view"]})
    with django_assert_max_num_queries(9):
        page = _words(browser.get("/seller/history/"))
    assert "See the balance and settlements" in page
    assert "Lin Wei" in page
    assert "Zhen Wei" in page
    assert "Zhen Wei" not in _words(other_shop.browser().get("/seller/history/"))
