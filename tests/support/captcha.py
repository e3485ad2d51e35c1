"""Solving a captcha the honest way: what a browser does when one cannot read the picture."""

from __future__ import annotations

import hashlib
import re


def solved(page: str) -> dict[str, str]:
    """The fields of a form with the proof of work for the captcha on `page` (a whole page, or its part)."""
    token, target, most = (
        _found(page, expression)
        for expression in (r'name="captcha_token" value="([^"]+)"', r'data-target="(\w+)"', r'data-work="(\d+)"')
    )
    return {"captcha_token": token, "captcha_work": str(number_of(token, target, int(most)))}


def number_of(token: str, target: str, most: int) -> int:
    """The number whose digest, after the token, is `target`."""
    return next(n for n in range(most) if hashlib.sha256(f"{token}{n}".encode()).hexdigest() == target)


def _found(page: str, expression: str) -> str:
    found = re.search(expression, page)
    assert found is not None, expression
    return found[1]
