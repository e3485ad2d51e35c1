"""Disputes by the API and as messages (TRD-09, SEL-30)."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from kontor.contexts.aftersales.tests.disputed import Case, make_case
from kontor.contexts.integrations.models import WebhookMessage
from kontor.contexts.integrations.tests.factories import token
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.tests.factories import Played
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.sellers.tests.factories import owner_seat
from kontor.kernel.viewer import System
from kontor.sites.api.tests.described import fits
from kontor.sites.api.tests.seller.conftest import Program

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-09")]
LIST, ONE = "/seller/disputes", "/seller/disputes/{number}"


@pytest.fixture
def case(db: None, monkeypatch: pytest.MonkeyPatch) -> Case:
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    found = make_case("delivered")
    for shop in (found.market.lamp_shop, found.market.tea_house):
        grant_seat(by=System("test"), store_id=shop.id, account_id=shop.business.owner_id, role="owner")
    return found


def program(case: Case, *scopes: str) -> Program:
    return Program(token(owner_seat(case.market.lamp_shop), scopes))


def test_a_program_reads_answers_and_agrees(case: Case) -> None:
    case.open_broken()
    me = program(case, "aftersales:read", "aftersales:answer")
    number = case.dispute.number
    [item] = fits(me.get("/disputes?state=to_answer"), LIST)["items"]
    assert (item["number"], item["state"], item["asked"]["minor"]) == (str(number), "opened", case.order.total_minor)
    whole = fits(me.get(f"/disputes/{number}"), ONE)
    assert set(whole["actions"]) == {"answer", "propose", "accept", "show"}
    assert [each["picture"] for each in whole["evidence"]] == [True]
    wrong = me.send("POST", f"/disputes/{number}/proposals", {"amount": "much", "text": "A part."})
    assert fits(wrong, f"{ONE}/proposals", "post")["code"] == "ERR_DISPUTE_AMOUNT_WRONG"
    told = me.send("POST", f"/disputes/{number}/proposals", {"amount": "5.00", "text": "A part."})
    assert fits(told, f"{ONE}/proposals", "post")["state"] == "negotiating"
    asked = next(each["id"] for each in whole["proposals"] if each["by"] == "buyer")
    agreed = me.send("POST", f"/disputes/{number}/accept", {"proposal": asked}, Idempotency_Key="once")
    assert fits(agreed, f"{ONE}/accept", "post")["state"] == "refunded"
    again = me.send("POST", f"/disputes/{number}/accept", {"proposal": asked}, Idempotency_Key="once")
    assert (again.status_code, again.content) == (200, agreed.content)
    late = me.send("POST", f"/disputes/{number}/accept", {"proposal": asked})
    assert late.status_code == 409


def test_reading_is_not_answering_and_another_store_sees_nothing(case: Case) -> None:
    case.open_broken()
    number, reader = case.dispute.number, program(case, "aftersales:read")
    refused = reader.send("POST", f"/disputes/{number}/accept", {"proposal": str(case.standing("buyer").id)})
    assert refused.status_code == 403
    stranger = Program(token(owner_seat(case.market.tea_house), ("aftersales:read",)))
    assert stranger.get(f"/disputes/{number}").status_code == 404
    assert fits(stranger.get("/disputes"), LIST)["items"] == []
    assert case.dispute.state == "opened"


def test_pages_go_on_by_key(case: Case) -> None:
    numbers = []
    for one in (case, *(make_case(market=case.market) for _ in range(2))):
        one.open()
        numbers.append(str(one.dispute.number))
    me, seen, after = program(case, "aftersales:read"), list[str](), ""
    for _ in range(3):
        body = fits(me.get(f"/disputes?state=to_answer&size=1&after={after}"), LIST)
        seen, after = seen + [item["number"] for item in body["items"]], body["next"]
    assert (seen, after) == (numbers, None)


@pytest.mark.rule("SEL-30")
def test_programs_are_told_of_every_move(case: Case, settle: Callable[[], None]) -> None:
    from kontor.contexts.integrations.models import WebhookEndpoint
    from kontor.contexts.integrations.signing import sealed
    from kontor.kernel.ids import new_id

    identity = new_id()
    WebhookEndpoint.objects.create(
        id=identity, store_id=case.order.store_id, url="https://erp.example/", state="active",
        sealed=sealed("whsec_" + "c" * 32, identity), types=["dispute.opened", "dispute.answered", "dispute.ended"],
        created_by=case.market.lamp_shop.business.owner_id,
    )  # fmt: skip
    case.open_broken()
    case.offer(100)
    settle()
    told = [json.loads(body) for body in WebhookMessage.objects.order_by("id").values_list("body", flat=True)]
    number = str(case.dispute.number)
    assert [each["type"] for each in told] == ["dispute.opened", "dispute.answered"]
    assert told[0]["data"] == {"dispute": number, "href": f"/api/v1/seller/disputes/{number}", "by": "buyer"}
