"""An answer goes to the stream in which its conversation stands (MSG-01)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.messaging.drafts import Draft, Known, Sent
from kontor.contexts.messaging.sending import checked, send
from kontor.contexts.messaging.words import Author
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Buyer, Seat


def reply(
    *, viewer: Buyer | Seat, conversation_id: UUID, text: str, client_id: str, program_id: UUID | None = None,
    automatic: bool = False,
) -> Sent:  # fmt: skip
    """Write into a conversation that is there.

    Args:
        client_id: made by whoever sends; the same one with the same text is the same message.
        program_id: the application through which the seat writes; automatic: it wrote by itself, which stops no
            clock (MSG-17) and never follows on another automatic one (MSG-11).

    Raises:
        ConversationNotFound, RightMissing: nothing has changed.
        TextMissing, TextTooLong, ClientIdWrong, ClientIdTaken, TooMany: nothing has changed.
        MessagingClosed, SendingFrozen, MessageBlocked, ParametersNotYet, TooManyColdMessages, CopiesHeld,
            AutomaticTwice: it was not delivered; the attempt stands in the log.
        DeliveryFailed: it is kept and tried again.
    """
    if isinstance(viewer, Seat):
        require(viewer, "messages.answer")
        cleaned = checked(text=text, client_id=client_id, account_id=viewer.account_id)
        author = Author.SEAT if program_id is None else Author.PROGRAM
        draft = Draft(
            author=Author.AUTOMATIC if automatic and program_id is not None else author, author_id=viewer.account_id,
            text=cleaned, client_id=client_id, program_id=program_id,
        )  # fmt: skip
        return send(draft, Known(conversation_id=conversation_id, store_id=viewer.store_id))
    cleaned = checked(text=text, client_id=client_id, account_id=viewer.buyer_id)
    draft = Draft(author=Author.BUYER, author_id=viewer.buyer_id, text=cleaned, client_id=client_id)
    return send(draft, Known(conversation_id=conversation_id, buyer_id=viewer.buyer_id))
