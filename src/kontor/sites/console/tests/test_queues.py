"""The review queues on the operator's desk (OPR-02)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.kernel.clock import moved, now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform import reviews
from kontor.platform.reviews.models import ReviewItem, ReviewStep
from kontor.platform.tests.queue import KIND, declared, effects, opened
from kontor.sites.console.tests.people import browser

pytestmark = pytest.mark.django_db
QUEUE = f"/console/queues/{KIND}/"


@pytest.fixture(autouse=True)
def _queue() -> Iterator[None]:
    with declared():
        yield


@pytest.fixture
def me(desk: Client) -> Operator:
    return Operator(Account.objects.get(email="olga@kontor.example").pk)


def _text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.rule("OPR-02")
def test_the_counts_of_the_desk_equal_the_list(desk: Client, django_assert_max_num_queries) -> None:
    for _ in range(3):
        opened()
    reviews.withdraw(kind=KIND, subject_id=opened().subject_id)
    desk.get("/console/")
    with django_assert_max_num_queries(9):
        home = _text(desk, "/console/")
    entry = home[home.index(f'href="{QUEUE}"') :][:200]
    assert '<span class="k-todo-number">3</span>' in entry
    assert "<b>Held things</b>" in entry
    with django_assert_max_num_queries(5):
        text = _text(desk, QUEUE)
    assert len(re.findall(r'href="/console/reviews/', text)) == 3
    rail = text[text.index('href="/console/queues/"') :][:700]
    assert 'data-kind="warning">3</span>' in rail


@pytest.mark.rule("OPR-02")
def test_the_overview_shows_how_each_queue_stands(desk: Client, me: Operator, django_assert_max_num_queries) -> None:
    start = now()
    for day, hours in ((1, 5), (2, 2), (2, 4)):
        item = opened()
        reviews.claim(viewer=me, item_id=item.pk)
        reviews.decide(viewer=me, item_id=item.pk, decision="allow", reason="fine")
        done = start - timedelta(days=day)
        ReviewItem.objects.filter(pk=item.pk).update(opened_at=done - timedelta(hours=hours), closed_at=done)
    opened(due_at=start - timedelta(hours=1))
    desk.get("/console/queues/")
    with django_assert_max_num_queries(6):
        text = _text(desk, "/console/queues/")
    panel = text[text.index("Held things") :]
    assert re.search(r"Overdue</dt><dd><b[^>]*>1</b>", panel)
    assert "<dt>Median wait</dt><dd>4 hrs</dd>" in panel
    assert "<dt>Decided</dt><dd>3</dd>" in panel
    assert '<table class="k-table' in panel
    assert re.findall(r'<td class="num">([^<]*)</td>', panel) == ["3 hrs", "5 hrs"]


@pytest.mark.rule("OPR-02")
def test_from_the_oldest_to_its_decision(desk: Client, me: Operator, django_assert_max_num_queries) -> None:
    first, _second = opened(facts={"accounts": 6}), opened()
    assert "192.0.2.7" not in _text(desk, f"/console/reviews/{first.pk}/")
    taken = desk.post(f"{QUEUE}next/")
    assert taken["Location"] == f"/console/reviews/{first.pk}/"
    with django_assert_max_num_queries(6):
        page = _text(desk, taken["Location"])
    assert "192.0.2.7 &lt;b&gt;" in page
    assert 'src="/console/papers/1.png" alt="Front of the passport"' in page
    assert "12,480" in page
    assert 'value="A side is missing."' in page
    done = desk.post(
        f"{taken['Location']}decide/",
        {"decision": "refuse", "chosen": "A side is missing.", "reason": "Please send the back."},
    )
    assert done["Location"] == QUEUE
    first.refresh_from_db()
    assert (first.decision, first.decided_by) == ("refuse", me.account_id)
    assert first.reason == "A side is missing.\nPlease send the back."
    assert effects(first.subject_id) == [("refuse", 1)]
    over = _text(desk, f"/console/reviews/{first.pk}/")
    assert "Please send the back." in over
    assert "Olga Operator" in over
    assert "192.0.2.7" not in over
    assert "A side is missing." in _text(desk, f"{QUEUE}?show=decided")
    again = desk.post(f"/console/reviews/{first.pk}/decide/", {"decision": "refuse", "reason": "Please send the back."})
    assert again.status_code == 302
    assert effects(first.subject_id) == [("refuse", 1)]


@pytest.mark.rule("OPR-02")
@pytest.mark.parametrize(
    ("sent", "anchor"),
    [
        ({"decision": "refuse", "reason": " "}, "f-reason"),
        ({"decision": "refuse", "chosen": "I do not like it", "reason": ""}, "f-reason"),
        ({"decision": "refuse", "reason": "x" * 1001}, "f-reason"),
        ({"decision": "burn", "reason": "It was too slow"}, "f-decision"),
        ({"reason": "It was too slow"}, "f-decision"),
    ],
)
def test_bad_input_is_pointed_at_and_kept(desk: Client, me: Operator, sent: dict[str, str], anchor: str) -> None:
    item = reviews.claim(viewer=me, item_id=opened().pk)
    answer = desk.post(f"/console/reviews/{item.pk}/decide/", sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{anchor}"' in text
    assert f'id="{anchor}"' in text
    assert sent["reason"].strip() in text
    assert "<title>Error:" in text
    item.refresh_from_db()
    assert (item.closed_at, effects(item.subject_id)) == (None, [])


@pytest.mark.rule("OPR-02")
def test_what_a_colleague_has_taken_is_out_of_reach_until_it_lapses(desk: Client, me: Operator) -> None:
    item = opened()
    other = make_account(audience="operator", given_name="Paul", family_name="Reviewer", email="paul@kontor.example")
    colleague = browser(other)
    path = f"/console/reviews/{item.pk}/"
    assert colleague.post(f"{path}take/").status_code == 302
    assert "Paul Reviewer has it" in _text(desk, path)
    assert "192.0.2.7" not in _text(desk, path)
    assert "Paul Reviewer" in _text(desk, QUEUE)
    desk.post(f"{path}take/")
    assert "Somebody else has this case" in _text(desk, path)
    refused = desk.post(f"{path}decide/", {"decision": "allow", "reason": "fine"})
    assert refused.status_code == 409
    assert effects(item.subject_id) == []
    desk.post(f"{path}give-back/")
    item.refresh_from_db()
    assert item.claimed_by == other.pk
    with moved(timedelta(minutes=31)):
        desk.post(f"{path}take/")
        assert "192.0.2.7" in _text(desk, path)
    claims = ReviewStep.objects.filter(item_id=item.pk, what="claimed").order_by("id")
    assert [step.by_id for step in claims] == [other.pk, me.account_id]


def test_given_back_it_waits_for_the_next(desk: Client, me: Operator) -> None:
    item = reviews.claim(viewer=me, item_id=opened().pk)
    assert desk.post(f"/console/reviews/{item.pk}/give-back/")["Location"] == QUEUE
    item.refresh_from_db()
    assert item.claimed_by is None
    reviews.claim(viewer=me, item_id=item.pk)
    reviews.decide(viewer=me, item_id=item.pk, decision="allow", reason="fine")
    desk.post(f"{QUEUE}next/")
    assert "Nobody waits here" in _text(desk, QUEUE)


def test_absent_queues_and_cases_are_not_found(desk: Client) -> None:
    for path in ("queues/no.such/", f"reviews/{new_id()}/"):
        assert desk.get(f"/console/{path}").status_code == 404, path
    for path in ("queues/no.such/next/", *(f"reviews/{new_id()}/{verb}/" for verb in ("take", "give-back", "decide"))):
        assert desk.post(f"/console/{path}", {"decision": "allow", "reason": "x"}).status_code == 404, path


def test_long_queues_are_paged_by_key(desk: Client) -> None:
    for _ in range(53):
        opened()
    first = _text(desk, QUEUE)
    assert first.count('href="/console/reviews/') == 50
    after = re.search(r'rel="next" href="([^"]*)"', first).group(1)
    assert _text(desk, QUEUE + after).count('href="/console/reviews/') == 3
