"""`conversations`: what is written. `log`: how it went. `desk`: a store's settings, texts and freezes."""

from kontor.contexts.messaging.models.conversations import Conversation, InternalNote, Message, Promise, ReadMark
from kontor.contexts.messaging.models.desk import AutoReplyText, Desk, Freeze, Phrase, PolicyPhrase
from kontor.contexts.messaging.models.log import ClockMiss, Copies, Delivery, PolicyViolation

__all__ = [
    "AutoReplyText",
    "ClockMiss",
    "Conversation",
    "Copies",
    "Delivery",
    "Desk",
    "Freeze",
    "InternalNote",
    "Message",
    "Phrase",
    "PolicyPhrase",
    "PolicyViolation",
    "Promise",
    "ReadMark",
]
