"""How messaging says no."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class ConversationNotFound(Refusal):
    code = "ERR_CONVERSATION_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such conversation. Look for it in the list of messages.")


class TextMissing(Refusal):
    code = "ERR_MESSAGE_EMPTY"
    kind = Kind.INVALID
    sentence = _("Write something before you send it.")


class TextTooLong(Refusal):
    code = "ERR_MESSAGE_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("A message has at most %(most)s characters; yours has %(length)s. Make two of it.")


class NoteMissing(Refusal):
    code = "ERR_NOTE_EMPTY"
    kind = Kind.INVALID
    sentence = _("Write the note before you add it: your colleagues read it.")


class ClientIdWrong(Refusal):
    code = "ERR_CLIENT_ID_WRONG"
    kind = Kind.INVALID
    sentence = _("The message needs an id of its own: 8 to 64 letters, digits, dots, colons or hyphens.")


class ClientIdTaken(Refusal):
    code = "ERR_CLIENT_ID_TAKEN"
    kind = Kind.CONFLICT
    sentence = _("A message with this id has been sent already, with other words. Reload the page, and send it again.")


class ContactSwitchedOff(Refusal):
    code = "ERR_CONTACT_SWITCHED_OFF"
    kind = Kind.CONFLICT
    sentence = _("%(store)s takes no questions before an order. After ordering you can write from the order's page.")


class StoreTakesNoMessages(Refusal):
    code = "ERR_STORE_TAKES_NO_MESSAGES"
    kind = Kind.CONFLICT
    sentence = _("%(store)s cannot be written to yet. Our support answers questions about orders.")


class MessagingClosed(Refusal):
    code = "ERR_MESSAGING_CLOSED"
    kind = Kind.FORBIDDEN
    sentence = _("Messages are not open for your store yet. Still missing: %(missing)s.")


class ParametersNotYet(Refusal):
    code = "ERR_PARAMETERS_NOT_YET"
    kind = Kind.FORBIDDEN
    sentence = _("This states what a product is like. Your store may write that when its brand is verified.")


class SendingFrozen(Refusal):
    code = "ERR_SENDING_FROZEN"
    kind = Kind.FORBIDDEN
    sentence = _("Your store cannot write to buyers until %(until)s. You can appeal on the page of violations.")


class MessageBlocked(Refusal):
    """The policy stopped it; `passages` say where and by which rule (MSG-09)."""

    code = "ERR_MESSAGE_BLOCKED"
    kind = Kind.FORBIDDEN
    sentence = _("This message was not sent. “%(passage)s”: %(reason)s")

    def __init__(
        self, *, passages: Sequence[tuple[int, int, str, str]], frozen_until: str = "", **params: object
    ) -> None:
        self.passages = tuple(passages)
        self.frozen_until = frozen_until
        super().__init__(field="text", retry_after=None, **params)


class TextBlocked(Refusal):
    """The policy would stop every message with this text; nobody has received one (MSG-09)."""

    code = "ERR_TEXT_BLOCKED"
    kind = Kind.INVALID
    sentence = _("Write this without “%(passage)s”, or it would never be sent: %(reason)s")


class TooManyColdMessages(Refusal):
    code = "ERR_TOO_MANY_COLD_MESSAGES"
    kind = Kind.LIMIT
    sentence = _(
        "Your store has sent %(most)s messages today to buyers who did not write first. Tomorrow you can send more."
    )


class CopiesHeld(Refusal):
    code = "ERR_COPIES_HELD"
    kind = Kind.CONFLICT
    sentence = _("The same words go to many buyers. A person of ours looks at them first; then they are delivered.")


class AutomaticTwice(Refusal):
    """The store's last words were automatic; a person of it answers next (MSG-11)."""

    code = "ERR_AUTOMATIC_TWICE"
    kind = Kind.CONFLICT
    sentence = _("An automatic reply stands there already: a person of the store writes next.")

    def __init__(self) -> None:
        super().__init__(field="automatic")


class DeliveryFailed(Refusal):
    code = "ERR_MESSAGE_SYNC"
    kind = Kind.UNAVAILABLE
    sentence = _(
        "Message sync error: your message is kept, and we try again by ourselves. You need not write it again."
    )


class DeliveryNotFailed(Refusal):
    code = "ERR_DELIVERY_NOT_FAILED"
    kind = Kind.CONFLICT
    sentence = _("This message need not be tried again: it was delivered or refused.")


class BuyerWaits(Refusal):
    code = "ERR_BUYER_WAITS"
    kind = Kind.CONFLICT
    sentence = _("The buyer waits for an answer. Answer first, then the conversation is done.")


class NobodyToAssign(Refusal):
    code = "ERR_NOBODY_TO_ASSIGN"
    kind = Kind.INVALID
    sentence = _("Choose a member of your store who may answer messages.")


class ZoneUnknown(Refusal):
    code = "ERR_ZONE_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose a time zone from the list.")


class HoursWrong(Refusal):
    code = "ERR_HOURS_WRONG"
    kind = Kind.INVALID
    sentence = _("Write the working hours of a day as spans, one after the other, such as 09:00-12:00 13:00-22:00.")


class TimeWrong(Refusal):
    code = "ERR_TIME_WRONG"
    kind = Kind.INVALID
    sentence = _("Enter a time of the day from 00:00 to 23:59.")


class TimesAlike(Refusal):
    code = "ERR_TIMES_ALIKE"
    kind = Kind.INVALID
    sentence = _("Enter two different times: when automatic replies begin, and when they end.")


class HoursTooFew(Refusal):
    code = "ERR_HOURS_TOO_FEW"
    kind = Kind.INVALID
    sentence = _("A week of working hours has at least %(least)s hours; yours has %(hours)s.")


class LanguageUnknown(Refusal):
    code = "ERR_MESSAGE_LANGUAGE_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose one of the languages of the market.")


class PlaceholderUnknown(Refusal):
    code = "ERR_PLACEHOLDER_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("%(found)s is not known here. You can use {order}, {tracking} and {product}.")


class PhraseNotFound(Refusal):
    code = "ERR_PHRASE_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such phrase.")


class PhraseTitleMissing(Refusal):
    code = "ERR_PHRASE_TITLE_MISSING"
    kind = Kind.INVALID
    sentence = _("Give the phrase a title by which you find it.")


class TooManyPhrases(Refusal):
    code = "ERR_TOO_MANY_PHRASES"
    kind = Kind.LIMIT
    sentence = _("A store keeps at most %(most)s phrases. Remove one that you no longer need.")


class EvidenceBroken(Refusal):
    code = "ERR_EVIDENCE_BROKEN"
    kind = Kind.CONFLICT
    sentence = _("The chain of this conversation does not hold. It cannot be exported; our staff has been told.")


class PhraseTooShort(Refusal):
    code = "ERR_POLICY_PHRASE_TOO_SHORT"
    kind = Kind.INVALID
    sentence = _("Write at least two letters or digits: a shorter phrase would be found everywhere.")
