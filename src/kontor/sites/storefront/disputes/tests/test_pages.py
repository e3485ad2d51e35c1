"""The buyer's pages of disputes, without JavaScript (TRD-09, BUY-02)."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontor.contexts.aftersales.models import Dispute, Evidence, Proposal
from kontor.contexts.aftersales.queries import disputes
from kontor.contexts.aftersales.services.accept_proposal import accept_proposal
from kontor.contexts.aftersales.tests.disputed import Case, make_case, picture
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers.models import StoreAddress
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-09")]


def text_of(answer: Any) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("broken.png", picture(), "image/png")


def fill(**changed: Any) -> dict[str, Any]:
    return {"reason": "broken", "text": "The shade is cracked.", "amount": "12.50", "pictures": [upload()]} | changed


def here(case: Case, rest: str = "") -> str:
    return f"/account/disputes/{case.dispute.number}/{rest}"


def test_from_the_order_to_the_open_case(browser: Client, case: Case) -> None:
    order = browser.get(f"/account/orders/{case.order.number}/")
    assert f"/account/orders/{case.order.number}/dispute/" in text_of(order)
    form = text_of(browser.get(f"/account/orders/{case.order.number}/dispute/"))
    assert "Broken or damaged" in form
    assert f'value="{case.order.total_minor / 100:.2f}"' in form
    answer = browser.post(f"/account/orders/{case.order.number}/dispute/", fill(with_return="1"))
    assert (answer.status_code, answer.url) == (302, here(case))
    page = text_of(browser.get(answer.url))
    for words in ("Waits for the seller", "Broken or damaged", "The shade is cracked.", "€12.50"):
        assert words in page, words
    asked = case.standing("buyer")
    assert (asked.back_minor, asked.with_return) == (1250, True)
    assert here(case) in text_of(browser.get(f"/account/orders/{case.order.number}/"))
    assert here(case) in text_of(browser.get("/account/disputes/"))
    assert "1 order is in dispute: look at what is proposed." in text_of(browser.get("/account/"))
    again = text_of(browser.get(f"/account/orders/{case.order.number}/dispute/"))
    assert "There is an open dispute" in again


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"reason": ""}, "reason", "Choose what is wrong."),
        ({"text": " "}, "text", "Say in a few words what is the matter"),
        ({"amount": "much"}, "amount", "Give an amount up to"),
        ({"amount": "9999"}, "amount", "Give an amount up to"),
        ({"pictures": []}, "pictures", "Add at least one picture"),
        ({"pictures": [SimpleUploadedFile("x.png", b"<svg/>", "image/png")]}, "pictures", "picture"),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_leads_to_the_field(
    browser: Client, case: Case, changed: dict[str, Any], field: str, sentence: str
) -> None:
    answer = browser.post(f"/account/orders/{case.order.number}/dispute/", fill(**changed))
    page = text_of(answer)
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in page
    assert sentence in page
    if field != "text":
        assert "The shade is cracked." in page
    assert not Dispute.objects.exists()


def test_too_early_says_from_when(browser: Client, case: Case) -> None:
    StoreOrder.objects.filter(id=case.order.id).update(
        state="shipped", delivered_at=None, shipped_at=clock.now() - timedelta(days=3),
        expected_to=(clock.now() + timedelta(days=20)).date(),
    )  # fmt: skip
    assert "you can open a dispute from" in text_of(browser.get(f"/account/orders/{case.order.number}/"))
    answer = browser.post(f"/account/orders/{case.order.number}/dispute/", fill())
    assert answer.status_code == 409
    assert not Dispute.objects.exists()


def test_a_case_is_talked_over_and_settled_on_its_page(browser: Client, case: Case) -> None:
    case.open_broken()
    case.offer(700)
    page = text_of(browser.get(here(case)))
    assert "The seller proposes" in page
    assert "This is what I can offer." in page
    wrong = browser.post(here(case, "propose/"), {"amount": "1.001", "text": "Half of it?"})
    assert wrong.status_code == 422
    assert "Half of it?" in text_of(wrong)
    assert browser.post(here(case, "propose/"), {"amount": "20", "text": "Half of it?"}).status_code == 302
    assert case.standing("buyer").back_minor == 2000
    shown = browser.post(here(case, "show/"), {"text": "The label.", "pictures": [upload()]})
    assert shown.status_code == 302
    offer = case.standing("seller").id
    assert browser.post(here(case, "accept/"), {"proposal": str(offer)}).status_code == 302
    assert (case.dispute.state, case.dispute.refunded_minor) == ("refunded", 700)
    page = text_of(browser.get(here(case)))
    assert "€7.00 goes back the way it came." in page
    assert "Both sides agreed" in page
    assert "Propose something else" not in page


def test_a_return_is_entered_on_the_page(browser: Client, case: Case) -> None:
    case.open_broken(with_return=True)
    accept_proposal(viewer=case.seat, dispute_id=case.dispute.id, proposal_id=case.standing("buyer").id)
    assert "Send the goods back to" in text_of(browser.get(here(case)))
    wrong = browser.post(here(case, "return/"), {"carrier": "Correos", "number": "!"})
    assert wrong.status_code == 422
    assert 'value="Correos"' in text_of(wrong)
    assert browser.post(here(case, "return/"), {"carrier": "Correos", "number": "PK42 1234 5678"}).status_code == 302
    assert (case.dispute.state, case.dispute.return_number) == ("returning", "PK4212345678")
    assert "Your parcel with Correos: PK4212345678." in text_of(browser.get(here(case)))


@pytest.mark.rule("TRD-01")
def test_the_buyer_is_told_where_the_goods_go_while_they_are_due_back(
    browser: Client, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case.open_broken(with_return=True)
    lines: dict[str, Any] = {
        "recipient": "Ivo Petrov",
        "street": "ul. Shipka 6",
        "city": "Sofia",
        "postcode": "1504",
        "country": "BG",
    }
    lines |= {"latin": {"recipient": "Ivo Petrov", "street": "Shipka 6, floor 2"}}
    place = StoreAddress.objects.create(store_id=case.seat.store_id, purpose="return", lines=lines)
    assert "ul. Shipka 6" not in text_of(browser.get(here(case))), "nothing is to be sent yet"
    accept_proposal(viewer=case.seat, dispute_id=case.dispute.id, proposal_id=case.standing("buyer").id)
    with django_assert_max_num_queries(9):
        page = text_of(browser.get(here(case)))
    for told in ("Send the goods to", "Ivo Petrov", "ul. Shipka 6", "Bulgaria", "Shipka 6, floor 2"):
        assert told in page
    StoreAddress.objects.filter(id=place.id).delete()
    later = text_of(browser.get(here(case)))
    for told in ("Ivo Petrov", "ul. Shipka 6", "Bulgaria", "Shipka 6, floor 2"):
        assert told in later, "a parcel may be on its way to what was told first"
    browser.post(here(case, "return/"), {"carrier": "Correos", "number": "PK42 1234 5678"})
    assert "ul. Shipka 6" not in text_of(browser.get(here(case)))


@pytest.mark.rule("TRD-01")
def test_a_return_address_is_for_the_buyer_of_the_case_alone(case: Case) -> None:
    case.open_broken(with_return=True)
    accept_proposal(viewer=case.seat, dispute_id=case.dispute.id, proposal_id=case.standing("buyer").id)
    lines = {"street": "ul. Shipka 6", "country": "BG"}
    StoreAddress.objects.create(store_id=case.seat.store_id, purpose="origin", lines=lines)
    seen = disputes.dispute(case.buyer, case.dispute.number)
    found = disputes.return_address(case.buyer, seen)
    assert found is not None
    assert found.street == "ul. Shipka 6"
    assert disputes.return_address(Buyer(new_id()), seen) is None


@pytest.mark.rule("TRD-01")
def test_where_no_address_was_there_when_it_was_agreed_the_present_one_is_read(browser: Client, case: Case) -> None:
    case.open_broken(with_return=True)
    accept_proposal(viewer=case.seat, dispute_id=case.dispute.id, proposal_id=case.standing("buyer").id)
    assert case.dispute.return_to is None
    assert "The store has not entered its address for returns." in text_of(browser.get(here(case)))
    for street in ("ul. Shipka 6", "ul. Oborishte 10"):
        lines = {"street": street, "country": "BG"}
        StoreAddress.objects.update_or_create(store_id=case.seat.store_id, purpose="origin", defaults={"lines": lines})
        assert street in text_of(browser.get(here(case)))


def test_escalating_appealing_and_withdrawing(browser: Client, case: Case) -> None:
    case.open_broken()
    case.offer(0)
    wordy = browser.post(here(case, "escalate/"), {"text": "Look! " * 400})
    assert wordy.status_code == 422
    shown = wordy.content.decode()
    assert 'href="#f-text">Write at most 2000 characters' in shown
    assert re.search(r'<textarea[^>]* id="f-text"[^>]* aria-invalid="true"[^>]*>\s*(Look! ){400}', shown)
    assert browser.post(here(case, "escalate/"), {"text": "Please look."}).status_code == 302
    case.rule("small")
    assert "Accept the decision" in text_of(browser.get(here(case)))
    missing = browser.post(here(case, "appeal/"), {"text": ""})
    assert missing.status_code == 422
    assert browser.post(here(case, "appeal/"), {"text": "Look at picture 1."}).status_code == 302
    assert case.dispute.state == "appealed"
    assert browser.post(here(case, "withdraw/")).status_code == 302
    assert (case.dispute.state, case.state()) == ("withdrawn", "delivered")
    late = browser.post(here(case, "withdraw/"))
    assert late.status_code == 409


def test_pictures_and_pages_are_for_the_sides_alone(browser: Client, stranger: Client, case: Case) -> None:
    case.open_broken()
    evidence = Evidence.objects.get()
    address = here(case, f"pictures/{evidence.id}/")
    assert address in text_of(browser.get(here(case)))
    answer = browser.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    assert answer.headers["Cache-Control"] == "private, no-store"
    for path in (here(case), address):
        assert stranger.get(path).status_code == 404
    assert stranger.post(here(case, "withdraw/")).status_code == 404
    assert browser.post(here(case, "nonsense/")).status_code == 404
    assert Proposal.objects.get().stands


def test_pages_ask_little(browser: Client, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    case.open_broken()
    case.offer(100)
    for _ in range(3):
        make_case(market=case.market).open()
    browser.get(here(case))
    with django_assert_max_num_queries(10):
        browser.get(here(case))
    with django_assert_max_num_queries(6):
        answer = browser.get("/account/disputes/")
    assert len(re.findall(r'href="/account/disputes/\d+/"', answer.content.decode())) == 4


def test_the_list_goes_by_key(browser: Client, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from kontor.sites.storefront.disputes import listing

    monkeypatch.setattr(listing, "PAGE", 1)
    case.open_broken()
    other = make_case(market=case.market)
    other.open()
    first = text_of(browser.get("/account/disputes/"))
    assert here(other) in first
    assert here(case) not in first
    following = re.search(r'href="(\?after=[^"]+)"', first)
    assert following is not None
    second = text_of(browser.get("/account/disputes/" + following[1]))
    assert here(case) in second
    assert here(other) not in second
