"""Many open pages hear what is theirs, and after a broken line nothing is lost (MSG-08, MSG-13)."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from kontor.contexts.messaging.models import Conversation
from kontor.contexts.messaging.queries import threads
from kontor.contexts.messaging.tests.written import Talk, make_talk
from kontor.kernel.ids import new_id
from kontor.platform.events import drain
from kontor.platform.stream import token
from tests.support.listening import Page, Pages, running
from tests.support.ports import free_port

MANY = 50


@pytest.mark.rule("MSG-08")
@pytest.mark.rule("MSG-13")
@pytest.mark.django_db(transaction=True)
def test_open_pages_hear_their_own_messages_and_get_what_a_broken_line_kept_from_them(
    database_url: str, tmp_path: Path
) -> None:
    talk, port = make_talk(), free_port()
    asked = talk.ask("Is it in stock?")
    drain()
    others = [f"store:{new_id()}" for _ in range(MANY - 3)]
    topics = [f"store:{talk.store.id}", f"store:{talk.store.id}", f"buyer:{talk.buyer.buyer_id}", *others]
    addresses = [f"http://127.0.0.1:{port}/stream?t={token(topic)}" for topic in topics]
    with Pages(addresses) as pages:
        right, wrong = pages.pages[:3], pages.pages[3:]
        with running(database_url, tmp_path, port):
            assert pages.wait(lambda: pages.count() == MANY, 30)
            pages.wait(lambda: _heard_by_all(talk, asked.conversation_id, right), 10)
            assert all(str(asked.conversation_id) in page.ids() for page in right)
        assert pages.wait(lambda: pages.count() == 0, 10)
        known = Conversation.objects.get(id=asked.conversation_id).last_id
        missed = [talk.answer(asked.conversation_id, f"Answer {number}").message_id for number in (1, 2)]
        drain()  # told while nobody listens
        with running(database_url, tmp_path, port):
            assert pages.wait(lambda: pages.count() == MANY, 30)
            assert {page.times for page in pages.pages} == {2}
            # The new process cannot know what was said meanwhile.
            assert pages.wait(lambda: all(page.ids("refresh")[-1:] == [""] for page in pages.pages), 10)
            caught_up = threads.since(talk.seat, asked.conversation_id, known)
            assert [message.id for message in caught_up] == missed
            assert _said(talk, asked.conversation_id, pages, right)
        assert not any(page.ids() for page in wrong)


def _heard_by_all(talk: Talk, conversation_id: UUID, right: list[Page]) -> bool:
    """Whether everybody has heard a further message; the process begins to listen at a moment that nothing tells."""
    talk.answer(conversation_id, "Yes, it is.")
    drain()
    return all(page.ids() for page in right)


def _said(talk: Talk, conversation_id: UUID, pages: Pages, right: list[Page]) -> bool:
    before = [len(page.ids()) for page in right]

    def further() -> bool:
        _heard_by_all(talk, conversation_id, right)
        return all(len(page.ids()) > many for page, many in zip(right, before, strict=True))

    return pages.wait(further, 10)
