"""Whether a form that was sent is solved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from kontor.kernel.clock import now
from kontor.platform import limits
from kontor.platform.captcha.challenge import read
from kontor.platform.captcha.errors import CaptchaMissing, CaptchaOver, CaptchaWrong
from kontor.platform.http.request import Request

FIELD = "captcha"  # what was typed
TOKEN = "captcha_token"  # noqa: S105  (a field's name)
NUMBER = "captcha_work"
REFRESH = "captcha_refresh"
_SLACK = timedelta(minutes=5)  # clocks of machines differ


def check(data: Mapping[str, str], *, purpose: str) -> None:
    """Let a form through that is solved, once. One statement, and only for a right answer.

    Args:
        data: what was sent.
        purpose: the form; a challenge serves the form alone for which it was made.

    Raises:
        CaptchaMissing, CaptchaWrong, CaptchaOver: at the field `captcha`. Trying again is never limited here.
    """
    spend(*limits.hit_each([answer(data, purpose=purpose)]))


def answer(data: Mapping[str, str], *, purpose: str) -> limits.Attempt:
    """The same for somebody who has more to count: the right answer, to be counted and then to be told to `spend`.

    No statement.
    """
    typed, number = data.get(FIELD, ""), data.get(NUMBER, "")
    challenge = read(data.get(TOKEN, ""))
    if challenge is None or challenge.purpose != purpose:
        raise CaptchaOver(field=FIELD) if data.get(TOKEN) else CaptchaMissing(field=FIELD)
    if not challenge.passed:
        if not typed.strip() and not number:
            raise CaptchaMissing(field=FIELD)
        if not (challenge.worked(number) if number else challenge.reads(typed)):
            raise CaptchaWrong(field=FIELD)
    return limits.Attempt("captcha", challenge.token, 1, challenge.ends - now() + _SLACK)


def spend(over: int) -> None:
    """A challenge serves once, whichever process is asked: the counters are in the database.

    Args:
        over: what counting its `answer` came to.

    Raises:
        CaptchaOver: it has served before.
    """
    if over:
        raise CaptchaOver(field=FIELD)


def require(request: Request, purpose: str) -> None:
    """`check` what `request` sent, and note the success: should the form come back for another reason, it carries a
    pass and is not asked again."""
    check(request.POST, purpose=purpose)
    request.captcha_solved = purpose
