"""Buyers who waited too long lower the service score, from the message to the figure (MSG-06, MSG-07, MSG-18)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from kontor.contexts.governance.models import ServiceScore
from kontor.contexts.governance.queries.score import service_score
from kontor.contexts.messaging import judging
from kontor.contexts.messaging.jobs import mark_due
from kontor.contexts.messaging.services.change_auto_reply import change_auto_reply
from kontor.contexts.messaging.tests.written import Talk, make_talk, strict, texts_of
from kontor.contexts.search.models import Standing
from kontor.kernel import clock
from kontor.kernel.clock import moved
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform import events, jobs

MONDAY = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)  # 10:00 in China


@pytest.fixture
def talk(db: None) -> Iterator[Talk]:
    """A market on a Monday morning, whose lamp shop answers by itself too."""
    with moved(MONDAY - clock.now()), judging.instead(judge=strict):
        made = make_talk()
        change_auto_reply(viewer=made.seat, on=True)
        yield made


def _work() -> None:
    """What the clock, the relay and the worker do in a minute."""
    mark_due()
    events.drain()
    jobs.drain()


@pytest.mark.rule("MSG-06", "MSG-07", "MSG-18")
@pytest.mark.parametrize(
    ("soon", "late", "never", "shown", "scores", "whole"),
    [
        (4, 1, 0, ("20.0 %", "0.0 %"), (60, 100), 89),  # (60 × 10 + 100 × 10 + 100 × 15) / 35
        (0, 5, 0, ("100.0 %", "0.0 %"), (0, 100), 71),
        (9, 0, 1, ("10.0 %", "10.0 %"), (80, 50), 80),
        (0, 0, 5, ("100.0 %", "100.0 %"), (0, 0), 43),
        (0, 0, 4, ("", ""), (None, None), None),  # too few to tell
    ],
)
def test_who_waited_too_long_lowers_the_score(
    talk: Talk, soon: int, late: int, never: int, shown: tuple[str, str], scores: tuple[int | None, int | None],
    whole: int | None,
) -> None:  # fmt: skip
    asked = [talk.ask("¿Hola?", viewer=talk.another_buyer()) for _ in range(soon + late + never)]
    _work()
    assert texts_of(asked[-1].conversation_id)[-1][0] == "automatic"  # which stops no clock
    for hours, answered in ((1, asked[:soon]), (3, asked[soon : soon + late])):
        with moved(timedelta(hours=hours)):
            for one in answered:
                talk.answer(one.conversation_id)
            _work()
    with moved(timedelta(hours=25)):
        _work()
        row = ServiceScore.objects.get(store_id=talk.store.id)
        view = service_score(Operator(new_id()), talk.store.id)
    assert row.score == whole
    assert view is not None
    parts = {part.code: part for part in view.parts}
    assert (parts["slow"].measured, parts["unanswered"].measured) == shown
    assert (parts["slow"].score, parts["unanswered"].score) == scores
    kept = Standing.objects.filter(store_id=talk.store.id).values_list("service_score", flat=True).first()
    assert kept == whole  # where it weighs in search


@pytest.mark.rule("MSG-07", "MSG-18")
def test_waits_of_a_day_lower_a_score_that_was_whole(talk: Talk) -> None:
    before = [talk.ask("¿Hola?", viewer=talk.another_buyer()) for _ in range(5)]
    with moved(timedelta(hours=1)):
        for one in before:
            talk.answer(one.conversation_id)
        after = [talk.ask("¿Hola?", viewer=talk.another_buyer()) for _ in range(5)]
        _work()
    seen = []
    for hours in (3.1, 25.1):
        with moved(timedelta(hours=hours)):
            _work()
            seen.append(ServiceScore.objects.get(store_id=talk.store.id).score)
    assert seen == [71, 43]  # five of ten slow: 0 of that part; then unanswered too
    with moved(timedelta(hours=26)):
        for one in after:
            talk.answer(one.conversation_id)
        _work()
    assert ServiceScore.objects.get(store_id=talk.store.id).score == 43  # an answer afterwards takes nothing back
