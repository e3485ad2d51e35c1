"""Whether a form that was sent is solved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from kontor.kernel.clock import now
from kontor.platform import limits
from kontor.platform.captcha.challenge import Challenge, read
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
    typed, number = data.get(FIELD, ""), data.get(NUMBER, "")
    challenge = read(data.get(TOKEN, ""))
    if challenge is None or challenge.purpose != purpose:
        raise CaptchaOver(field=FIELD) if data.get(TOKEN) else CaptchaMissing(field=FIELD)
    if not challenge.passed:
        if not typed.strip() and not number:
            raise CaptchaMissing(field=FIELD)
        if not (challenge.worked(number) if number else challenge.reads(typed)):
            raise CaptchaWrong(field=FIELD)
    _use_up(challenge)


def require(request: Request, purpose: str) -> None:
    """`check` what `request` sent, and note the success: should the form come back for another reason, it carries a
    pass and is not asked again."""
    check(request.POST, purpose=purpose)
    request.captcha_solved = purpose


def _use_up(challenge: Challenge) -> None:
    """A challenge serves once, whichever process is asked: the counters are in the database."""
    try:
        limits.hit(scope="captcha", key=challenge.token, limit=1, window=challenge.ends - now() + _SLACK)
    except limits.TooMany:
        raise CaptchaOver(field=FIELD) from None
