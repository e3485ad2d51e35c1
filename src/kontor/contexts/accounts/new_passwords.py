"""Whether a password may be a new one: the rules, the list of stolen ones, typed twice (ACC-03)."""

from __future__ import annotations

from kontor.contexts.accounts.common_passwords import is_common
from kontor.contexts.accounts.errors import PasswordBreaksRules, PasswordIsCommon, PasswordsDiffer
from kontor.contexts.accounts.policy import PASSWORD_REFUSE_COMMON
from kontor.contexts.accounts.rules import passwords
from kontor.kernel.errors import Refusal


def problems(password: str, again: str) -> list[Refusal]:
    """What is wrong with a new password, typed twice (ACC-03)."""
    if not passwords.holds(password):
        return [PasswordBreaksRules(field="password")]
    if PASSWORD_REFUSE_COMMON.on() and is_common(password):
        return [PasswordIsCommon(field="password")]
    if password != again:
        return [PasswordsDiffer(field="password_again")]
    return []
