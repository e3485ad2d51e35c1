"""A captcha of our own: characters in a picture, or a proof of work instead (ACC-07). See docs/adr/0017.

A form shows `widget(request, "join")` and its view begins with `require(request, "join")`, which raises a refusal at
the field `captcha`. A form that was sent by the button “Refresh the code” has `REFRESH` among its fields: show it
again as it was.
"""

from kontor.platform.captcha.check import REFRESH, TOKEN, answer, check, require, spend
from kontor.platform.captcha.errors import CaptchaMissing, CaptchaOver, CaptchaWrong
from kontor.platform.captcha.widget import widget

__all__ = [
    "REFRESH", "TOKEN", "CaptchaMissing", "CaptchaOver", "CaptchaWrong", "answer", "check", "require", "spend",
    "widget",
]  # fmt: skip
