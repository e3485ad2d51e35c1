"""How the captcha says no. Each stands at the field `captcha`, and a new picture comes with it."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class CaptchaMissing(Refusal):
    code = "ERR_CAPTCHA_MISSING"
    kind = Kind.INVALID
    sentence = _("Type the characters that you see in the picture, or let your device do the proof instead.")


class CaptchaWrong(Refusal):
    code = "ERR_CAPTCHA_WRONG"
    kind = Kind.INVALID
    sentence = _(
        "These are not the characters in the picture. Here is a new one; small and capital letters make a difference."
    )


class CaptchaOver(Refusal):
    """Too old, used already, of another form, or not ours."""

    code = "ERR_CAPTCHA_OVER"
    kind = Kind.INVALID
    sentence = _("The picture was used already or is too old. Here is a new one.")
