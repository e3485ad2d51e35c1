"""The captcha as a part of a form."""

from __future__ import annotations

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kontor.platform.captcha.challenge import issue
from kontor.platform.captcha.check import FIELD, NUMBER, REFRESH, TOKEN
from kontor.platform.http.request import Request

_TOKEN_HERE, _TARGET_HERE, _WORK_HERE = "-token-here-", "-target-here-", "-work-here-"


def widget(request: Request, purpose: str, *, error: str = "", focus: bool = False) -> SafeString:
    """The markup for the form `purpose`: a new challenge, or a pass where this request has solved one.

    No statement and no drawing: the picture has an address of its own. What does not change with the challenge is
    kept ready for each language.

    Args:
        error: what was wrong with the last answer.
        focus: whether the field takes the focus, where this part alone is put in again.
    """
    if request.captcha_solved == purpose:
        return mark_safe(_passed(get_language() or "", purpose).replace(_TOKEN_HERE, issue(purpose, passed=True).token))  # noqa: S308
    challenge = issue(purpose)
    frame = _drawn(purpose, error, focus=focus) if error else _kept(get_language() or "", purpose, focus=focus)
    return mark_safe(  # noqa: S308  (tokens and digests are of letters, digits, dots and hyphens)
        frame.replace(_TOKEN_HERE, challenge.token)
        .replace(_TARGET_HERE, challenge.target)
        .replace(_WORK_HERE, str(challenge.work))
    )


@lru_cache(maxsize=64)
def _kept(language: str, purpose: str, *, focus: bool) -> str:  # noqa: ARG001  (texts differ by language)
    return _drawn(purpose, "", focus=focus)


@lru_cache(maxsize=64)
def _passed(language: str, purpose: str) -> str:  # noqa: ARG001
    return _drawn(purpose, "", passed=True)


def _drawn(purpose: str, error: str, *, focus: bool = False, passed: bool = False) -> str:
    context = {
        "purpose": purpose, "error": error, "focus": focus, "passed": passed, "token": _TOKEN_HERE,
        "target": _TARGET_HERE, "work": _WORK_HERE, "field": FIELD, "token_field": TOKEN, "number_field": NUMBER,
        "refresh_field": REFRESH,
    }  # fmt: skip
    return render_to_string("platform/captcha.html", context)
