"""What people want to hear: read once for all who are told something."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from kontor.contexts.notifications import rules
from kontor.contexts.notifications.kinds import KINDS
from kontor.contexts.notifications.policy import QUIET_FROM, QUIET_UNTIL

_READ = """
SELECT a.id, p.off::text, coalesce(p.zone, ''), coalesce(p.quiet, false), p.quiet_from, p.quiet_until,
       EXISTS (SELECT 1 FROM notifications_pushsubscription s WHERE s.account_id = a.id)
FROM unnest(%s::uuid[]) AS a (id) LEFT JOIN notifications_preference p ON p.account_id = a.id
"""


@dataclass(frozen=True, slots=True)
class Wishes:
    """One person's choices. `browsers`: whether any wants push messages."""

    off: frozenset[str] = frozenset()
    zone: str = ""
    quiet: bool = False
    quiet_from: int | None = None
    quiet_until: int | None = None
    browsers: bool = False

    def wants(self, kind: str, channel: str) -> bool:
        """Whether notices of `kind` go by `channel`."""
        return rules.wanted(self.off, kind, channel, required=KINDS[kind].required)

    def held_until(self, moment: datetime) -> datetime | None:
        """When quiet hours that hold at `moment` end; None when none hold."""
        if not self.quiet:
            return None
        start = QUIET_FROM.int() if self.quiet_from is None else self.quiet_from
        end = QUIET_UNTIL.int() if self.quiet_until is None else self.quiet_until
        return rules.held_until(moment, zone=self.zone, start=start, end=end)


NOTHING_SAID = Wishes()


def preferences_of(account_ids: Collection[UUID]) -> dict[UUID, Wishes]:
    """The choices of each, with one statement."""
    if not account_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_READ, [list(account_ids)])
        return {
            row[0]: Wishes(frozenset(json.loads(row[1]) if row[1] else ()), row[2], row[3], row[4], row[5], row[6])
            for row in cursor.fetchall()
        }
