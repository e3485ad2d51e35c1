"""The ways to the forms of those who sell and of the operator: what has to be there first, and then the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel.viewer import Operator, System
from kontor.sites.seller_center.tests.conftest import seller, signed_in

if TYPE_CHECKING:
    from tests.attacks.desk import Desk


def warehouse(desk: Desk) -> str:
    from kontor.contexts.inventory.models import Warehouse

    made = Warehouse.objects.create(store_id=desk.shop.store.id, name="Hangzhou", country="CN")
    return f"/seller/warehouses/{made.id}/"


def fund(desk: Desk) -> str:
    from kontor.contexts.coins.tests.test_account import eligible
    from kontor.sites.seller_center.tests.test_coins import earned

    eligible(desk.shop.store)
    earned(desk.shop, 100_000)
    assert desk.seller.post("/seller/coins/open/").status_code == 302
    return "/seller/coins/fund/"


def cluster(deed: str) -> Callable[[Desk], str]:
    def path(desk: Desk) -> str:
        from kontor.sites.console.tests.test_risk import _farm

        at = f"/console/risk/clusters/{_farm(4).id}/"
        if deed == "unban":
            assert desk.operator.post(f"{at}ban/", {"reason": "One hand."}).status_code == 302
        return f"{at}{deed}/"

    return path


def violation(desk: Desk) -> str:
    from kontor.contexts.governance.tests.factories import violation

    return f"/console/violations/{violation(desk.shop.store, 'abuse').id}/lift/"


def appeal(desk: Desk) -> str:
    from kontor.contexts.governance.tests.factories import violation

    return f"/seller/standing/{violation(desk.shop.store).id}/"


def review(deed: str) -> Callable[[Desk], str]:
    def path(desk: Desk) -> str:
        from kontor.contexts.aftersales.tests.review_factories import completed, reviewed

        return f"/seller/reviews/{reviewed(completed(desk.shop.store), 2).id}/{deed}/"

    return path


def decision(desk: Desk) -> str:
    from kontor.sites.console.tests.test_product_review import opened, revised

    revised()
    return f"{opened(desk.operator)[0]}decide/"


def phrase(desk: Desk) -> str:
    from kontor.contexts.messaging.models import PolicyPhrase
    from kontor.contexts.messaging.services.add_policy_phrase import add_policy_phrase

    add_policy_phrase(viewer=Operator(desk.shop.owner.id), text="blue parrot", note="A cover word")
    return f"/console/messages/policy/{PolicyPhrase.objects.get().id}/remove/"


def webhook(desk: Desk) -> str:
    from kontor.contexts.integrations.models import WebhookEndpoint

    assert desk.seller.post("/seller/webhooks/", {"url": "https://erp.example/"}).status_code == 200
    return f"/seller/webhooks/{WebhookEndpoint.objects.get().id}/"


def conversation(deed: str) -> Callable[[Desk], str]:
    def path(desk: Desk) -> str:
        from kontor.contexts.messaging.services.save_phrase import save_phrase
        from kontor.contexts.messaging.tests.written import make_talk

        talk = make_talk()
        save_phrase(viewer=talk.seat, title="Thanks", texts={"en": "Thank you."})
        desk.shop.browsers["owner"] = signed_in(talk.clerk)
        return f"/seller/messages/{talk.ask().conversation_id}/{deed}/"

    return path


def dispute(deed: str) -> Callable[[Desk], str]:
    """A dispute that both sides speak about; for an appeal, one that was ruled on."""

    def path(desk: Desk) -> str:
        from kontor.contexts.aftersales.services.escalate_dispute import escalate_dispute
        from kontor.contexts.aftersales.tests.disputed import make_case

        case = make_case("delivered")
        case.open_broken()
        case.offer(100)
        if deed == "appeal":
            escalate_dispute(viewer=case.buyer, dispute_id=case.dispute.id)
            case.rule("half")
        answering = seller("Mei")
        grant_seat(by=System("test"), store_id=case.order.store_id, account_id=answering.id, role="owner")
        desk.shop.browsers["owner"] = signed_in(answering)
        return f"/seller/disputes/{case.dispute.number}/{deed}/"

    return path


def sms(desk: Desk) -> str:
    desk.shop.owner.phone = "+8613912345678"
    desk.shop.owner.save(update_fields=["phone"])
    assert desk.fresh.post_at("security/sms/begin/")["Location"] == "/seller/security/sms/"
    return "/seller/security/sms/"


def new_device(desk: Desk) -> str:
    from kontor.sites.security.tests.person import Person, app_of, code_of

    assert desk.fresh.account == desk.shop.owner  # at a first device, which is trusted
    secret = app_of(desk.shop.owner)
    desk.fresh = Person(desk.shop.owner)
    desk.fresh.knock()
    answer = desk.fresh.post_at("second-step/", {"code": code_of(secret)})
    assert answer["Location"] == "/seller/new-device/"
    return answer["Location"]


def app(desk: Desk) -> str:
    desk.fresh.post_at("security/app/begin/")
    return "/seller/security/app/"


def half_in(desk: Desk) -> str:
    from kontor.sites.security.tests.person import app_of

    app_of(desk.shop.owner)
    assert desk.fresh.account == desk.shop.owner  # the password is right, the second step is asked for
    return "/seller/second-step/"


def helped(desk: Desk) -> str:
    from kontor.sites.security.tests.person import app_of

    app_of(desk.shop.clerk)
    return "/console/account-help/"
