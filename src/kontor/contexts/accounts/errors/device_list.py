"""How accounts say no to a sign-in from a new device or place (SEL-05)."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class SignInOver(Refusal):
    """The password was typed too long ago, or this browser waits for nothing."""

    code = "ERR_SIGN_IN_OVER"
    kind = Kind.CONFLICT
    sentence = _("That took too long, or it is decided already. Please sign in again: what was decided holds.")


class DeviceCodeWrong(Refusal):
    """Whatever was wrong with the code, its answer is the same."""

    code = "ERR_DEVICE_CODE_WRONG"
    kind = Kind.UNAUTHENTICATED
    sentence = _("This code is not right, or it is too old. Type the newest one, or have another one sent.")


class DeviceUnknown(Refusal):
    """No such device of this account, or it is gone already."""

    code = "ERR_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is nothing here for you.")


class SignInUndecidable(Refusal):
    code = "ERR_SIGN_IN_UNDECIDABLE"
    kind = Kind.CONFLICT
    sentence = _("This sign-in does not wait for a decision any more. Nothing was changed.")
