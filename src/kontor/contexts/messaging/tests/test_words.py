"""The policy as it is wired: the words that Kontor comes with, and the operator's (MSG-09)."""

from __future__ import annotations

import pytest

from kontor.contexts.messaging.errors import MessageBlocked, PhraseTooShort
from kontor.contexts.messaging.policing import Action
from kontor.contexts.messaging.queries.policy_phrases import explained, policy_phrases
from kontor.contexts.messaging.services.add_policy_phrase import add_policy_phrase
from kontor.contexts.messaging.services.remove_policy_phrase import remove_policy_phrase
from kontor.contexts.messaging.tests.written import Talk, make_talk, texts_of
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator

pytestmark = [pytest.mark.django_db, pytest.mark.rule("MSG-09")]


@pytest.fixture
def open_talk() -> Talk:
    """A market under the policy itself."""
    return make_talk()


def test_words_that_lead_elsewhere_are_stopped_and_the_bank_of_a_buyer_passes(open_talk: Talk) -> None:
    asked = open_talk.ask("The bank transferred my salary, can I pay on the site?")
    for text in ("Add me on WhatsApp", "加我微信 kefu888", "w e c h a t me"):
        with pytest.raises(MessageBlocked):
            open_talk.answer(asked.conversation_id, text)
    assert len(texts_of(asked.conversation_id)) == 1


def test_the_operator_adds_words_and_takes_them_back(open_talk: Talk) -> None:
    me = Operator(new_id())
    asked = open_talk.ask()
    phrase = add_policy_phrase(viewer=me, text="blue parrot", note="A shop elsewhere.")
    with pytest.raises(MessageBlocked, match="Blue-Parrot"):
        open_talk.answer(asked.conversation_id, "Ask for the Blue-Parrot.")
    assert [(row.text, row.action) for row in policy_phrases(me)] == [("blue parrot", "block")]
    assert explained(me, "the BLUE PARROT").verdict.blocked
    remove_policy_phrase(viewer=me, phrase_id=phrase)
    open_talk.answer(asked.conversation_id, "Ask for the Blue-Parrot.")
    with pytest.raises(PhraseTooShort):
        add_policy_phrase(viewer=me, text="!a!", action=Action.ALLOW)
