"""What a seller's sign-in meets by its device and its place: the rule alone, and the services (SEL-05)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from kontor.contexts.accounts import device_list, queries
from kontor.contexts.accounts.errors.device_list import DeviceCodeWrong, DeviceUnknown, SignInOver, SignInUndecidable
from kontor.contexts.accounts.models import Account, AccountDevice, Verification, WaitingSignIn
from kontor.contexts.accounts.rules.device_list import Known, Place, Way, judge
from kontor.contexts.accounts.services.ask_for_review import ask_for_review
from kontor.contexts.accounts.services.confirm_device import confirm_device
from kontor.contexts.accounts.services.decide_sign_in import decide_sign_in
from kontor.contexts.accounts.services.disown_sign_in import disown_sign_in
from kontor.contexts.accounts.services.list_device import list_device
from kontor.contexts.accounts.services.meet_device import meet_device
from kontor.contexts.accounts.services.note_sign_in import note_sign_in
from kontor.contexts.accounts.services.send_device_code import send_device_code
from kontor.contexts.accounts.services.switch_device_list import switch_device_list
from kontor.contexts.accounts.tests.factories import make_account
from kontor.kernel.clock import moved
from kontor.kernel.viewer import Operator
from kontor.platform import reviews
from kontor.platform.http.device import digest
from kontor.platform.reviews.models import ReviewItem

pytestmark = pytest.mark.rule("SEL-05")
HOME, AWAY = Place("BG", "203.0.113.0/24"), Place("VN", "198.51.100.0/24")
OWN, NEW, SECOND = "own", "new", "second"


def _known(device: str, *, listed: bool = True, place: Place = HOME) -> Known:
    return Known(device, place, listed)


@pytest.mark.parametrize(
    ("device", "place", "known", "on", "way"),
    [
        (NEW, HOME, [], True, Way.PASS),  # the first one: nothing to compare it with
        (OWN, HOME, [_known(OWN)], True, Way.PASS),
        (NEW, HOME, [_known(OWN)], True, Way.CONFIRM),
        (NEW, HOME, [_known(OWN)], False, Way.LOCKED),
        (OWN, HOME, [_known(OWN)], False, Way.PASS),
        (OWN, AWAY, [_known(OWN)], True, Way.REVIEW),  # one trusted device, another place: also with that device
        (NEW, AWAY, [_known(OWN)], False, Way.REVIEW),
        (NEW, AWAY, [_known(OWN), _known(SECOND, listed=False)], True, Way.REVIEW),
        (OWN, AWAY, [_known(OWN), _known(SECOND)], True, Way.PASS),  # two: places count no more
        (NEW, AWAY, [_known(OWN), _known(SECOND)], True, Way.CONFIRM),
        (NEW, AWAY, [_known(OWN), _known(SECOND)], False, Way.LOCKED),
        (OWN, AWAY, [_known(OWN), _known(SECOND, listed=False, place=AWAY)], True, Way.PASS),  # been there before
        (OWN, HOME, [_known(OWN, listed=False)], True, Way.CONFIRM),  # taken off the list
    ],
)
def test_what_a_sign_in_meets(device: str, place: Place, known: list[Known], on: bool, way: Way) -> None:
    assert judge(device_hash=device, place=place, known=known, on=on, needed=2) is way


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Place("BG", "a"), Place("BG", "b"), True),  # one country, whatever the network
        (Place("BG", "a"), Place("RO", "a"), False),
        (Place("", "a"), Place("BG", "a"), True),
        (Place("", "a"), Place("BG", "b"), False),
        (Place("", ""), Place("BG", "b"), True),  # nothing is known: no other place
    ],
)
def test_places(one: Place, other: Place, same: bool) -> None:
    assert (one.same(other), other.same(one)) == (same, same)


def _seller(*devices: str) -> Account:
    """A seller who has signed in at home with `devices`; all of them are trusted."""
    account = make_account(audience="seller")
    for device in devices:
        note_sign_in(account_id=account.pk, device=device, network=HOME.network, country=HOME.country, listed=True)
    return account


def _meet(account: Account, device: str, place: Place = HOME) -> str:
    if not meet_device(account=account, device=device, network=place.network, country=place.country):
        return "in"
    waiting = device_list.waiting_at(account.pk, device)
    return waiting.state if waiting else "?"


def _code() -> str:
    message = queries.verification_message(Verification.objects.latest("created_at").id)
    assert message is not None
    return message.secret


@pytest.mark.django_db
class TestServices:
    def test_only_sellers_have_a_list_and_the_policy_switches_it_off(
        self, policy_value: Callable[[str, str], None]
    ) -> None:
        buyer = make_account()
        note_sign_in(account_id=buyer.pk, device=OWN, network=HOME.network)
        seller = _seller(OWN)
        assert (_meet(buyer, NEW, AWAY), _meet(seller, NEW, AWAY)) == ("in", "review")
        policy_value("accounts.device_list_for_sellers", "off")
        assert _meet(seller, SECOND, AWAY) == "in"

    def test_the_code_to_the_own_address_makes_a_device_trusted(self) -> None:
        account = _seller(OWN)
        assert (_meet(account, NEW), _meet(account, NEW)) == ("confirm", "confirm")
        assert WaitingSignIn.objects.count() == 1
        sent = send_device_code(account_id=account.pk, device=NEW)
        assert sent.address == account.email
        with pytest.raises(DeviceCodeWrong):
            confirm_device(account_id=account.pk, device=NEW, code="12x")
        with pytest.raises(SignInOver):  # the code serves the browser that waits, and no other one
            confirm_device(account_id=account.pk, device=SECOND, code=_code())
        assert _meet(account, NEW) == "confirm"
        confirm_device(account_id=account.pk, device=NEW, code=_code())
        assert _meet(account, NEW) == "in"
        assert _meet(account, NEW) == "confirm"  # it served once; who came in is noted with the device on the list
        with pytest.raises(DeviceCodeWrong):  # and the code is used up
            confirm_device(account_id=account.pk, device=NEW, code="000000")

    def test_a_code_is_too_old_after_its_time(self) -> None:
        account = _seller(OWN)
        _meet(account, NEW)
        send_device_code(account_id=account.pk, device=NEW)
        code = _code()
        with moved(timedelta(hours=25)), pytest.raises(DeviceCodeWrong):
            confirm_device(account_id=account.pk, device=NEW, code=code)

    def test_off_the_list_locks_and_a_person_can_be_asked(self) -> None:
        account = _seller(OWN, SECOND)
        switch_device_list(account_id=account.pk, on=False)
        assert _meet(account, NEW) == "locked"
        assert not ReviewItem.objects.exists()
        with pytest.raises(SignInOver):
            send_device_code(account_id=account.pk, device=NEW)
        waiting = ask_for_review(account_id=account.pk, device=NEW)
        ask_for_review(account_id=account.pk, device=NEW)
        item = ReviewItem.objects.get()
        assert (item.kind, item.subject_id) == ("accounts.sign_in_elsewhere", waiting.pk)
        with pytest.raises(SignInOver):
            ask_for_review(account_id=account.pk, device="stranger")
        switch_device_list(account_id=account.pk, on=True)
        assert _meet(account, "other") == "confirm"

    def test_a_person_lets_in_or_refuses_and_that_holds(self) -> None:
        account = _seller(OWN)
        operator = Operator(make_account(audience="operator").pk)
        assert (_meet(account, OWN, AWAY), _meet(account, NEW, AWAY)) == ("review", "review")
        assert ReviewItem.objects.count() == 2
        for item, decision in zip(ReviewItem.objects.order_by("opened_at", "id"), ("let_in", "refuse"), strict=True):
            reviews.claim(viewer=operator, item_id=item.pk)
            with moved(timedelta(hours=3)):
                reviews.decide(viewer=operator, item_id=item.pk, decision=decision, reason="Checked by phone.")
        assert (_meet(account, OWN, AWAY), _meet(account, NEW, AWAY)) == ("in", "refused")
        refused = WaitingSignIn.objects.get(device_hash=digest(NEW))
        assert (refused.reason, refused.decided_by) == ("Checked by phone.", operator.account_id)
        assert _meet(account, NEW, HOME) == "refused"  # also from elsewhere
        with moved(timedelta(hours=80)):
            assert _meet(account, NEW, AWAY) == "review"
        assert device_list.usual_wait() == pytest.approx(3 * 3600, abs=60)
        with pytest.raises(SignInUndecidable):
            decide_sign_in(by=operator, waiting_id=refused.pk, let_in=True, reason="x")

    def test_the_owner_says_that_it_was_somebody_else(self) -> None:
        account, other = _seller(OWN), _seller(OWN)
        _meet(account, NEW, AWAY)
        waiting = WaitingSignIn.objects.get()
        with pytest.raises(DeviceUnknown):
            disown_sign_in(account_id=other.pk, waiting_id=waiting.pk)
        disown_sign_in(account_id=account.pk, waiting_id=waiting.pk)
        assert _meet(account, NEW, AWAY) == "refused"
        assert ReviewItem.objects.get().decision == "withdrawn"
        assert device_list.usual_wait() is None  # nobody had to decide
        with pytest.raises(DeviceUnknown):
            disown_sign_in(account_id=account.pk, waiting_id=waiting.pk)

    def test_devices_go_on_the_list_and_off_it(self) -> None:
        account, other = _seller(OWN, SECOND), _seller(OWN)
        second = AccountDevice.objects.get(account=account, device_hash=digest(SECOND))
        with pytest.raises(DeviceUnknown):
            list_device(account_id=other.pk, device_id=second.pk, on=False)
        with pytest.raises(DeviceUnknown):
            list_device(account_id=account.pk, device_id=uuid4(), on=True)
        assert _meet(account, SECOND, AWAY) == "in"
        list_device(account_id=account.pk, device_id=second.pk, on=False)
        assert (_meet(account, SECOND), _meet(account, SECOND, AWAY)) == ("confirm", "review")
        list_device(account_id=account.pk, device_id=second.pk, on=True)
        assert _meet(account, SECOND, AWAY) == "in"
        assert ReviewItem.objects.get().decision == "withdrawn"  # nobody has to look any more
        words = list(account.security_steps.order_by("id").values_list("what", flat=True))
        assert words == ["device_off", "device_on"]
