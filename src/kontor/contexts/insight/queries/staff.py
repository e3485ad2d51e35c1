"""Names of the operator's staff, for trails."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from kontor.contexts.insight.queries.rows import rows
from kontor.kernel.viewer import Operator

_NAMES = """
SELECT id, trim(given_name || ' ' || family_name), email FROM accounts_account
WHERE id = ANY(%(ids)s) AND audience = 'operator'
"""


def staff(viewer: Operator, account_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of these operators, in one statement or none. Other people's accounts are not named."""
    if not account_ids:
        return {}
    return {key: name or email for key, name, email in rows(_NAMES, {"ids": list(account_ids)})}
