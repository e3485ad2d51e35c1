"""How accounts say no about the second step and about changes to what protects an account (ACC-21)."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class SecondStepWrong(Refusal):
    """Whatever was wrong with the code, its answer is the same (ACC-21)."""

    code = "ERR_SECOND_STEP_WRONG"
    kind = Kind.UNAUTHENTICATED
    sentence = _("This code is not right, or it was used already. Type the newest one.")


class SecondStepOver(Refusal):
    """There is no right password before it, or it is too long ago (ACC-21)."""

    code = "ERR_SECOND_STEP_OVER"
    kind = Kind.CONFLICT
    sentence = _("That took too long. Please sign in again.")


class SecondStepNeeded(Refusal):
    """The last factor of somebody who needs one cannot be removed (SEL-06)."""

    code = "ERR_SECOND_STEP_NEEDED"
    kind = Kind.CONFLICT
    sentence = _("Your account needs two-step verification. Add another way first, then remove this one.")


class SetUpOver(Refusal):
    code = "ERR_SET_UP_OVER"
    kind = Kind.CONFLICT
    sentence = _("This was not begun, or it has been finished already. Begin again.")


class PhoneMissing(Refusal):
    code = "ERR_PHONE_MISSING"
    kind = Kind.CONFLICT
    sentence = _("Add your mobile number first, and confirm it.")


class PasskeyRefused(Refusal):
    """Not ours, for another address, without a check of the person, or used twice (ACC-21)."""

    code = "ERR_PASSKEY_REFUSED"
    kind = Kind.UNAUTHENTICATED
    sentence = _("This passkey could not be checked. Try again, or use another way.")


class TooManyPasskeys(Refusal):
    code = "ERR_TOO_MANY_PASSKEYS"
    kind = Kind.CONFLICT
    sentence = _("You have %(most)s passkeys already. Remove one that you do not use any more.")


class PasswordWrong(Refusal):
    """The present password of somebody who is signed in."""

    code = "ERR_PASSWORD_WRONG"
    kind = Kind.INVALID
    sentence = _("This is not your present password.")


class NothingToRemove(Refusal):
    """It is gone already, or it never was this person's."""

    code = "ERR_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is nothing here for you.")


class ReasonMissing(Refusal):
    code = "ERR_REASON_MISSING"
    kind = Kind.INVALID
    sentence = _("Write down why, for whoever looks at it later.")
