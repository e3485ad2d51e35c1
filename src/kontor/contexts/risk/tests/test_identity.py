"""The life of a check of identity: opened, pictures, a reviewer's answer, the end of its time (ACC-33, OPR-02)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.risk import identity_queries as queries
from kontor.contexts.risk.documents import errors as picture_errors
from kontor.contexts.risk.events import IdentityCheckRequired
from kontor.contexts.risk.identity_errors import (
    IdentityCheckOpen,
    IdentityNotAsked,
    IdentityPicturesGone,
    IdentityUndecidable,
    IdentityUnknown,
)
from kontor.contexts.risk.identity_policy import ANSWER_WITHIN, TRIES
from kontor.contexts.risk.models import IdentityCheck, IdentityPicture, IdentityView
from kontor.contexts.risk.reactions import ask_for_identity
from kontor.contexts.risk.services.decide_identity import decide_identity
from kontor.contexts.risk.services.reopen_identity_check import reopen_identity_check
from kontor.contexts.risk.services.see_identity_picture import see_identity_picture
from kontor.contexts.risk.tests.checks import asked, handed_in, kinds, send
from kontor.contexts.risk.tests.documents import side, spoilt
from kontor.kernel.clock import moved, now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer, Operator
from kontor.platform import reviews
from kontor.platform.limits import TooMany
from kontor.platform.reviews.models import ReviewItem

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-33")]
OLGA, PAUL = Operator(new_id()), Operator(new_id())


def test_a_check_is_opened_once_and_the_account_cannot_order() -> None:
    account = make_account()
    viewer = Buyer(account.pk)
    queries.check_may_order(viewer)
    ask_for_identity(IdentityCheckRequired(key=account.pk, account_id=account.pk, cause="ACC-32"))
    ask_for_identity(IdentityCheckRequired(key=account.pk, account_id=account.pk, cause="ACC-32"))
    [check] = IdentityCheck.objects.all()
    assert (check.state, check.registration, check.cause) == ("waiting", True, "ACC-32")
    assert check.due_at - check.opened_at == timedelta(days=ANSWER_WITHIN.int())
    assert kinds(account) == ["identity_needed"]
    with pytest.raises(IdentityCheckOpen):
        queries.check_may_order(viewer)
    queries.check_may_order(Buyer(new_id()))


def test_both_sides_go_to_a_reviewer_and_are_sealed() -> None:
    account, check, item = handed_in()
    assert (check.state, check.tries, item.kind) == ("review", 2, "risk.identity")
    assert item.facts == {"cause": "ACC-32", "tries": 2}
    for picture in check.pictures.all():
        stored = bytes(picture.sealed)
        assert b"JFIF" not in stored
        assert b"PETROVA" not in stored + bytes(picture.sealed_zone)
        assert len(stored) > 50_000
    assert bytes(check.pictures.get(side="back").sealed_zone)
    with pytest.raises(IdentityNotAsked):
        send(account, "front")


def test_a_bad_picture_is_named_not_kept_and_the_other_side_stays() -> None:
    account = make_account()
    check = asked(account)
    assert send(account, "front") == ()
    before = bytes(check.pictures.get(side="front").sealed)
    assert "blurred" in send(account, "back", spoilt("blurred").content)
    back = check.pictures.get(side="back")
    assert (bytes(back.sealed), back.accepted_at) == (b"", None)
    assert "blurred" in send(account, "front", spoilt("blurred").content)
    front = check.pictures.get(side="front")
    assert bytes(front.sealed) == before
    shown = queries.own_check(Buyer(account.pk))
    assert shown is not None
    assert [(one.side, one.accepted, "blurred" in one.faults) for one in shown.sides] == [
        ("front", True, True),
        ("back", False, True),
    ]
    assert not ReviewItem.objects.exists()


def test_the_same_side_twice_is_seen() -> None:
    account = make_account()
    asked(account)
    assert send(account, "front") == ()
    assert send(account, "back", side("front").content) == ("same_side",)


def test_an_expired_document_is_refused_by_its_zone() -> None:
    account = make_account()
    asked(account)
    assert send(account, "back", side("back", expired=True).content) == ("expired",)
    assert not IdentityPicture.objects.filter(accepted_at__isnull=False).exists()


def test_files_that_are_no_pictures_change_nothing_and_tries_are_limited() -> None:
    account = make_account()
    asked(account)
    with pytest.raises(picture_errors.NotAPicture):
        send(account, "front", b"%PDF-1.7 ")
    assert not IdentityPicture.objects.exists()
    with pytest.raises(IdentityNotAsked):
        send(account, "inside", b"x")
    for _ in range(TRIES.int() - 1):
        with pytest.raises(picture_errors.NotAPicture):
            send(account, "front", b"%PDF-1.7 ")
    with pytest.raises(TooMany):
        send(account, "front")


@pytest.mark.rule("OPR-02")
def test_the_reviewer_sees_pictures_zone_and_findings() -> None:
    _account, _check, item = handed_in()
    reviews.claim(viewer=OLGA, item_id=item.pk)
    shown = dict(reviews.case(OLGA, item.pk).evidence)
    assert shown["Family name"] == "PETROVA"
    assert shown["Findings"] == ["All check digits hold.", "The name is that of the account."]
    assert shown["Front of the document"].src == f"/console/reviews/{item.pk}/identity/front/"
    assert reviews.case(PAUL, item.pk).evidence == []


def test_only_who_claimed_the_case_opens_a_picture_and_each_look_is_recorded() -> None:
    _account, check, item = handed_in()
    with pytest.raises(IdentityUnknown):
        see_identity_picture(viewer=OLGA, item_id=item.pk, side="front")
    reviews.claim(viewer=OLGA, item_id=item.pk)
    assert see_identity_picture(viewer=OLGA, item_id=item.pk, side="front").startswith(b"\xff\xd8\xff")
    with pytest.raises(IdentityUnknown):
        see_identity_picture(viewer=PAUL, item_id=item.pk, side="front")
    with pytest.raises(IdentityUnknown):
        see_identity_picture(viewer=OLGA, item_id=item.pk, side="inside")
    assert [(view.side, view.by_id, view.check_of_id) for view in IdentityView.objects.all()] == [
        ("front", OLGA.account_id, check.pk)
    ]


def test_a_changed_or_swapped_picture_does_not_open() -> None:
    _account, check, item = handed_in()
    reviews.claim(viewer=OLGA, item_id=item.pk)
    front, back = check.pictures.get(side="front"), check.pictures.get(side="back")
    whole = bytes(front.sealed)
    IdentityPicture.objects.filter(pk=front.pk).update(sealed=bytes(back.sealed))
    with pytest.raises(IdentityPicturesGone):
        see_identity_picture(viewer=OLGA, item_id=item.pk, side="front")
    IdentityPicture.objects.filter(pk=front.pk).update(sealed=whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(IdentityPicturesGone):
        see_identity_picture(viewer=OLGA, item_id=item.pk, side="front")
    assert not IdentityView.objects.exists()


@pytest.mark.rule("OPR-02")
def test_approved_the_account_may_order() -> None:
    account, check, item = handed_in()
    reviews.claim(viewer=OLGA, item_id=item.pk)
    reviews.decide(viewer=OLGA, item_id=item.pk, decision="approve", reason="Fine.")
    check.refresh_from_db()
    assert (check.state, check.decided_by, check.reason) == ("approved", OLGA.account_id, "Fine.")
    queries.check_may_order(Buyer(account.pk))
    assert kinds(account) == ["identity_needed", "identity_approved"]
    with pytest.raises(IdentityUndecidable):
        decide_identity(by=OLGA, check_id=check.pk, decision="refuse", reason="no")


@pytest.mark.rule("OPR-02")
def test_asked_again_the_pictures_are_gone_and_the_time_begins_anew() -> None:
    account, check, item = handed_in()
    reviews.claim(viewer=OLGA, item_id=item.pk)
    with moved(timedelta(hours=1)):
        reviews.decide(viewer=OLGA, item_id=item.pk, decision="again", reason="Too dim for us.")
    check.refresh_from_db()
    assert (check.state, check.closed_at, check.pictures.count()) == ("waiting", None, 0)
    assert check.due_at > now() + timedelta(days=ANSWER_WITHIN.int())
    assert send(account, "front") == ()
    assert send(account, "back") == ()
    assert ReviewItem.objects.filter(subject_id=check.pk, closed_at__isnull=True).count() == 1


def test_refused_the_account_stays_and_cannot_order() -> None:
    account, check, _item = handed_in()
    decide_identity(by=OLGA, check_id=check.pk, decision="refuse", reason="Not genuine.")
    with pytest.raises(IdentityCheckOpen):
        queries.check_may_order(Buyer(account.pk))
    with pytest.raises(IdentityNotAsked):
        reopen_identity_check(viewer=Buyer(account.pk))
    assert Account.objects.get(pk=account.pk).state == "active"


def test_asking_whether_one_may_order_is_one_statement(django_assert_num_queries) -> None:
    account = make_account()
    with django_assert_num_queries(1):
        queries.check_may_order(Buyer(account.pk))
    assert connection.vendor == "postgresql"
