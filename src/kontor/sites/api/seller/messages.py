"""Conversations of the store for outside help desks: the same policy, clock and log as on the pages (MSG-17)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from kontor.contexts.messaging.drafts import Sent
from kontor.contexts.messaging.queries import inbox, threads
from kontor.contexts.messaging.services.assign import assign
from kontor.contexts.messaging.services.mark_read import mark_read
from kontor.contexts.messaging.services.reopen import reopen
from kontor.contexts.messaging.services.reply import reply
from kontor.contexts.messaging.services.resolve import resolve
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.kernel.errors import Refusal
from kontor.platform.idempotency import Stored
from kontor.sites.api.keyed import Key, keyed
from kontor.sites.api.program import ProgramToken, caller
from kontor.sites.api.schemas import common
from kontor.sites.api.schemas import messages as schemas
from kontor.sites.api.seller.common import READ, READ_ONE, WRITE, After, Number, Size

router = Router(tags=["Messages of the store"])
_READS, _ANSWERS = ProgramToken("messages:read"), ProgramToken("messages:write")
_SENDS = {201: schemas.MessageSent, **WRITE, 503: common.Problem}
_ONE = "/seller/conversations/{conversation_id}"


@router.get(
    "/seller/conversations", auth=_READS, response={200: schemas.ConversationList, **READ},
    operation_id="listConversations", summary="Conversations",
)  # fmt: skip
def listed(
    request: HttpRequest,
    tab: schemas.Tab = "all",
    stream: Annotated[schemas.Kind, Query(description="only this kind")] = "",
    assigned_to: Annotated[UUID | None, Query(description="only those of a colleague")] = None,
    after: After = "",
    size: Size = 50,
) -> schemas.ConversationList:
    """Those in which a buyer waits come first, by the time until which somebody has to answer; then the latest."""
    rows = inbox.inbox(
        caller(request).seat, tab=tab, stream=stream, assigned_to=assigned_to, after=after, size=size + 1
    )
    return schemas.listed(rows, size)


@router.get(
    _ONE, auth=_READS, response={200: schemas.Conversation, **READ_ONE}, operation_id="getConversation",
    summary="One conversation",
)  # fmt: skip
def one(request: HttpRequest, conversation_id: UUID) -> schemas.Conversation:
    """Without its messages, which are asked for by themselves."""
    return schemas.conversation(threads.thread(caller(request).seat, conversation_id, size=1).row)


@router.get(
    f"{_ONE}/messages", auth=_READS, response={200: schemas.MessageList, **READ_ONE}, operation_id="listMessages",
    summary="Messages since",
)  # fmt: skip
def messages(
    request: HttpRequest,
    conversation_id: UUID,
    since: Annotated[UUID | None, Query(description="the last message that you have; none: from the first")] = None,
    size: Size = 50,
) -> schemas.MessageList:
    """What came after the last message that you have: after a broken line nothing is lost, and nothing comes twice."""
    found = threads.since(caller(request).seat, conversation_id, since, size=size + 1)
    return schemas.messages(found, size)


@router.post(
    f"{_ONE}/messages", auth=_ANSWERS, response=_SENDS, operation_id="sendMessage", summary="Answer",
)  # fmt: skip
def answer(request: HttpRequest, conversation_id: UUID, asked: schemas.MessageIn, key: Key = "") -> HttpResponse:
    """Write into the conversation's stream. What the policy stops is refused, stands in the store's log and counts."""
    program = caller(request)

    def send() -> Sent:
        return reply(
            viewer=program.seat, conversation_id=conversation_id, text=asked.text, client_id=asked.client_id,
            program_id=program.application_id, automatic=asked.automatic,
        )  # fmt: skip

    return _sending(request, key, send)


@router.post(
    "/seller/orders/{number}/messages", auth=_ANSWERS, response=_SENDS, operation_id="sendOrderMessage",
    summary="Write about an order",
)  # fmt: skip
def about_order(request: HttpRequest, number: Number, asked: schemas.OrderMessageIn, key: Key = "") -> HttpResponse:
    """Into the order's message stream, which begins with it."""
    program = caller(request)

    def send() -> Sent:
        return send_order_message(
            viewer=program.seat, order_number=number, text=asked.text, client_id=asked.client_id,
            program_id=program.application_id,
        )  # fmt: skip

    return _sending(request, key, send)


@router.put(
    f"{_ONE}/assignee", auth=_ANSWERS, response={200: schemas.Conversation, **WRITE},
    operation_id="assignConversation", summary="Assign",
)  # fmt: skip
def give(request: HttpRequest, conversation_id: UUID, asked: schemas.AssignIn) -> schemas.Conversation:
    """Give it to a colleague, or to nobody. Repeating it changes nothing else."""
    assign(viewer=caller(request).seat, conversation_id=conversation_id, account_id=asked.account)
    return one(request, conversation_id)


@router.put(
    f"{_ONE}/read", auth=_ANSWERS, response={200: schemas.Conversation, **WRITE},
    operation_id="markConversationRead", summary="Mark as read",
)  # fmt: skip
def read(request: HttpRequest, conversation_id: UUID, asked: schemas.ReadIn) -> schemas.Conversation:
    """Read up to a position; what has come since stays unread. Repeating it changes nothing else."""
    mark_read(viewer=caller(request).seat, conversation_id=conversation_id, position=asked.position)
    return one(request, conversation_id)


@router.put(
    f"{_ONE}/resolved", auth=_ANSWERS, response={200: schemas.Conversation, **WRITE},
    operation_id="resolveConversation", summary="Done",
)  # fmt: skip
def done(request: HttpRequest, conversation_id: UUID) -> schemas.Conversation:
    """Refused while the buyer waits for an answer; the buyer's next message opens it again."""
    resolve(viewer=caller(request).seat, conversation_id=conversation_id)
    return one(request, conversation_id)


@router.delete(
    f"{_ONE}/resolved", auth=_ANSWERS, response={200: schemas.Conversation, **WRITE},
    operation_id="reopenConversation", summary="Open again",
)  # fmt: skip
def again(request: HttpRequest, conversation_id: UUID) -> schemas.Conversation:
    """It is not done yet."""
    reopen(viewer=caller(request).seat, conversation_id=conversation_id)
    return one(request, conversation_id)


@router.get(
    "/seller/colleagues", auth=_READS, response={200: list[schemas.Colleague], **READ},
    operation_id="listColleagues", summary="Who may answer",
)  # fmt: skip
def colleagues(request: HttpRequest) -> list[schemas.Colleague]:
    """To whom a conversation can be given."""
    return [schemas.Colleague(account=account, name=name) for account, name in inbox.colleagues(caller(request).seat)]


def _sending(request: HttpRequest, key: str, send: Callable[[], Sent]) -> HttpResponse:
    """Send it once for a key.

    A refused message stands in the log, and may be a violation: the transaction of the key keeps both, and remembers
    no answer.
    """
    refused: list[Refusal] = []

    def run() -> Stored:
        try:
            return Stored(201, schemas.sent(send()))
        except Refusal as refusal:
            refused.append(refusal)
            return Stored(204, None, remembered=False)  # the refusal itself is raised below

    response = keyed(request, key, run)
    if refused:
        raise refused[0]
    return response
