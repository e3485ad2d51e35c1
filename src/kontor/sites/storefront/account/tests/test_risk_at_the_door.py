"""The join and sign-in pages with the judgement behind them: with script, without, and with what attackers send."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from kontor.contexts.accounts.models import Account, AccountState
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.risk import looking
from kontor.contexts.risk.models import Ban, Hold, Judgement, Trace
from kontor.contexts.risk.policy import JOINS_PER_PLACE
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.platform.policy import snapshot
from kontor.platform.reviews import ReviewItem
from kontor.sites.storefront.account.tests.visitor import GOOD, Visitor, field, secret, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    looking.forget_volume()


def report(**changed: object) -> str:
    """What the page's script sends."""
    typed = [[name, "t", 3500, 12, 1, 180, 600] for name in ("address", "given_name", "family_name", "password")]
    device = {"f": "0123456789abcdef0123456789abcdef", "h": "fedcba9876543210fedcba9876543210"}
    return json.dumps({"v": 1, "t": 16000, "m": 40, "l": 0, "p": 2, "s": 0, "d": device, "f": typed} | changed)


def _joined(visitor: Visitor, address: str = "ann@example.com", **more: str) -> Judgement:
    visitor.get("/join/")
    with clock.moved(timedelta(seconds=20)):
        answer = visitor.send("/join/", GOOD | {"address": address} | more)
    assert answer.status_code == 302, texts(answer)
    return Judgement.objects.get(account_id=Account.objects.get(email=address).id)


def _codes(judgement: Judgement) -> list[str]:
    return [code for code, _, _ in judgement.reasons]


@pytest.mark.rule("ACC-30")
def test_joining_works_without_script_and_tells_it():
    kept = _joined(Visitor())
    assert (kept.decision, kept.score, _codes(kept)) == ("allow", 6, ["no_script"])
    assert kept.network == "127.0.0.0/24"


@pytest.mark.rule("ACC-30")
def test_joining_with_script_keeps_how_the_form_was_filled_in_but_no_text():
    kept = _joined(Visitor(), signals=report())
    assert (kept.decision, _codes(kept)) == ("allow", [])
    assert kept.seen == {
        "page_seconds": 20.0, "seconds": 16.0, "pages": 2, "leaves": 0, "ways": {"typed": 4}, "keys": 48,
    }  # fmt: skip
    assert Trace.objects.filter(account_id=kept.account_id).count() == 8


@pytest.mark.rule("ACC-30")
def test_the_page_gives_the_browser_an_id_and_a_hidden_field():
    visitor = Visitor()
    page = visitor.get("/join/")
    assert field(page, "signals") == ""
    assert "kontor/signals.js" in page.content.decode()
    assert visitor.cookies["kontor_device"]["httponly"]
    del visitor.cookies["kontor_device"]
    with clock.moved(timedelta(seconds=20)):
        visitor.send("/join/", GOOD | {"signals": report()})
    assert _codes(Judgement.objects.get()) == ["cookie_gone"]


@pytest.mark.rule("ACC-30")
@pytest.mark.parametrize(
    "sent",
    ["{", "[]", "null", '{"v":2}', '{"v":1,"f":"x"}', "x" * 1_000_000, "[" * 5000, report(t=-1), report(t=1e400),
     report(f=[["address", "t", 1, 1, 1, 1]]), report(f=[["<b>", "t", 1, 1, 1, 1, 1]]), report(m="40"),
     report(f=[["address", "t", 1, 1, 1, 1, 1]] * 2), report(t=True)],
)  # fmt: skip
def test_a_forged_report_is_a_reason_and_never_a_failure(sent: str):
    kept = _joined(Visitor(), signals=sent)
    assert (kept.decision, _codes(kept)) == ("allow", ["unreadable"])


@pytest.mark.rule("ACC-30")
def test_a_replayed_report_is_held_wherever_it_comes_from():
    _joined(Visitor(), signals=report())
    kept = _joined(Visitor(), "bob@example.com", signals=report(d={}))
    assert (kept.decision, _codes(kept)) == ("hold", ["copied"])
    account = Account.objects.get(pk=kept.account_id)
    assert (account.state, account.held_at is not None) == (AccountState.PENDING, True)


@pytest.mark.rule("ACC-30")
def test_times_that_do_not_fit_the_open_page_are_a_reason():
    kept = _joined(Visitor(), signals=report(t=3_600_000))
    assert _codes(kept) == ["clock_wrong"]


@pytest.mark.rule("ACC-30")
def test_a_held_person_hears_that_somebody_looks_and_comes_in_when_let_in():
    visitor = Visitor()
    kept = _joined(visitor, signals=report(s=1))
    assert kept.decision == "hold"
    assert Hold.objects.get().cause == "score"
    assert ReviewItem.objects.get(kind="risk.held_registration").subject_id == kept.account_id
    answer = visitor.send(f"/verify/{secret()}/")
    assert (answer.status_code, answer["Location"]) == (302, "/account-waits/")
    assert "a person of our team looks at the registration" in texts(visitor.get("/account-waits/"))
    assert Account.objects.get(pk=kept.account_id).state == AccountState.HELD
    assert visitor.get("/account/").status_code == 302
    answer = visitor.send("/sign-in/", {"address": "ann@example.com", "password": GOOD["password"]})
    assert (answer.status_code, answer["Location"]) == (302, "/account-waits/")


@pytest.mark.rule("ACC-30")
def test_a_score_beyond_the_limit_makes_no_account_but_is_kept():
    _joined(Visitor(), signals=report())
    visitor = Visitor()
    visitor.get("/join/")
    answer = visitor.send("/join/", GOOD | {"address": "bob@example.com", "signals": report(s=1)})
    assert answer.status_code == 403
    assert "We cannot open an account from here" in texts(answer)
    assert not Account.objects.filter(email="bob@example.com").exists()
    refused = Judgement.objects.get(decision="refuse")
    assert (refused.made_account, refused.score >= 130) == (False, True)


@pytest.mark.rule("ACC-31")
def test_one_address_cannot_send_without_end_even_with_forged_headers():
    snapshot.apply(JOINS_PER_PLACE.name, 5)
    visitor = Visitor()
    visitor.get("/join/")
    codes = [
        visitor.send("/join/", GOOD | {"password": "short"}, **{"x-forwarded-for": f"9.9.9.{n}"}).status_code
        for n in range(6)
    ]
    snapshot.clear()
    assert codes == [422] * 5 + [429]
    assert not Account.objects.exists()


@pytest.mark.rule("ACC-31")
def test_a_banned_buyer_reads_why_and_appeals():
    account = make_account(state=AccountState.SUSPENDED)
    Ban.objects.create(account_id=account.id, reason="One operation <b>.", by_account_id=new_id())
    visitor = Visitor()
    wrong = visitor.send("/sign-in/", {"address": account.email, "password": "Wrong42lantern"})
    assert (wrong.status_code, "closed" in texts(wrong)) == (401, False)
    answer = visitor.send("/sign-in/", {"address": account.email, "password": GOOD["password"]})
    page = visitor.get(answer["Location"])
    assert "One operation <b>." in page.content.decode().replace("&lt;", "<").replace("&gt;", ">")
    assert "<b>.</bdi>" not in page.content.decode()
    proof = field(page, "proof")
    empty = visitor.send("/account-closed/", {"proof": proof, "text": " "})
    assert (empty.status_code, ReviewItem.objects.count()) == (422, 0)
    visitor.send("/account-closed/", {"proof": proof, "text": "I am a person."})
    assert "I am a person." in texts(visitor.get(answer["Location"]))
    assert ReviewItem.objects.get().kind == "risk.appeal"
    again = visitor.send("/account-closed/", {"proof": proof, "text": "Again."})
    assert (again.status_code, ReviewItem.objects.count()) == (409, 1)
    assert visitor.get("/account-closed/?proof=forged")["Location"] == "/sign-in/"
    with clock.moved(timedelta(hours=2)):
        assert visitor.get(answer["Location"])["Location"] == "/sign-in/"


@pytest.mark.rule("ACC-30")
def test_a_sign_in_is_judged_and_kept_and_a_known_browser_is_let_in():
    visitor = Visitor()
    account = visitor.enter()
    kept = Judgement.objects.get(account_id=account.id)
    assert (kept.occasion, kept.decision) == ("sign_in", "allow")
    visitor.send("/sign-out/")
    visitor.enter(account)
    assert [row.decision for row in Judgement.objects.filter(account_id=account.id)] == ["allow", "allow"]
