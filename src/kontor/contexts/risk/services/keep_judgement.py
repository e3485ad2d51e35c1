"""Keep what was decided, and do what it asks for: hold, have the identity checked, link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from pydantic_core import to_json

from kontor.contexts.risk.judging import Judged
from kontor.contexts.risk.rules.attempt import Mode, Occasion
from kontor.contexts.risk.rules.decision import Decision
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.traces import key, network
from kontor.contexts.risk.services.hold_account import hold_account
from kontor.contexts.risk.services.link_accounts import link_accounts
from kontor.kernel.ids import new_id
from kontor.platform.database.alone import alone
from kontor.platform.database.rows import Write, write

# The judgement, its traces, and the count of the day under the rows' locks, so that of two registrations at one moment
# the second sees the first. All of one statement, which may be the one that makes the account.
_PARTS = (
    (
        "told",
        """SELECT * FROM json_to_record(%s::json) AS told (
    account uuid, id uuid, occasion text, decision text, score smallint, scores smallint[], reasons jsonb,
    thresholds smallint[], network text, country text, seen jsonb, made boolean, at timestamptz, joined timestamptz,
    place bigint, machine bigint, hand bigint, habits bigint, kinds smallint[], keys bigint[], paced bigint[],
    ends timestamptz, day timestamptz
)""",
    ),
    (
        "judged",
        """INSERT INTO risk_judgement (account_id, id, occasion, decision, score, scores, reasons, thresholds, network,
                            country, seen, made_account, at)
SELECT account, id, occasion, decision, score, scores, reasons, thresholds, network, country, seen, made, at
FROM told""",
    ),
    (
        "traced",
        """INSERT INTO risk_trace AS trace (key, account_id, kind, joined_at, last_at, place, machine, hand, habits)
SELECT fresh.key, account, fresh.kind, joined, at, place, machine, hand, habits
FROM told, unnest(told.kinds, told.keys) AS fresh (kind, key)
ON CONFLICT (key, account_id) DO UPDATE SET last_at = excluded.last_at, place = excluded.place,
    machine = excluded.machine,
    habits = CASE WHEN excluded.joined_at IS NULL THEN trace.habits ELSE excluded.habits END,
    hand = CASE WHEN excluded.hand > 1 THEN excluded.hand ELSE trace.hand END""",
    ),
    (
        "counted",
        """INSERT INTO risk_pace AS pace (key, moments, ends_at)
SELECT fresh.key, ARRAY[at], ends FROM told, unnest(told.paced) AS fresh (key) ORDER BY fresh.key
ON CONFLICT (key) DO UPDATE SET ends_at = excluded.ends_at, moments = ARRAY(
    SELECT moment FROM unnest(pace.moments || excluded.moments) AS moment WHERE moment > (SELECT day FROM told)
    ORDER BY moment DESC LIMIT 64
)
RETURNING key, cardinality(moments)""",
    ),
)
_DAY = timedelta(hours=24)


class Keeping:
    """A judgement on its way to be kept: with the statement that makes the account, or by itself.

    Args:
        account_id: whom the attempt has made, or opened; None for one that was refused.
        phone: E.164, where the person came with one: a trace by which accounts are linked.
    """

    def __init__(self, judged: Judged, account_id: UUID | None, phone: str = "") -> None:
        self._judged, self._account_id = judged, account_id
        self._joining = judged.attempt.occasion is Occasion.REGISTRATION
        self._id = new_id()
        self._paced = list(_paced(judged).values()) if self._joining else []
        self._counts: dict[int, int] = {}
        values = _values(judged, account_id or new_id(), self._id, self._paced, phone, made=account_id is not None)
        self.write = Write(_PARTS, [to_json(values).decode()], "SELECT * FROM counted", self._hear)

    @property
    def asks_for_more(self) -> bool:
        """Whether something is known already that has to be done in the same transaction."""
        verdict = self._judged.verdict
        return (
            self._account_id is not None and self._joining and (verdict.decision is Decision.HOLD or bool(verdict.ties))
        )

    def carry_out(self) -> Decision:
        """Do what the judgement asks for, once it is written: hold, have the identity checked, link.

        Returns:
            The decision that holds now: harder than the judged one where another registration of the same cluster came
            at the same moment (ACC-31).
        """
        verdict, account_id = self._judged.verdict, self._account_id
        if account_id is None or not self._joining:
            return verdict.decision
        late = any(self._counts.get(each, 0) > self._judged.weights.per_cluster for each in self._paced)
        decision = verdict.decision
        if decision is Decision.HOLD or late:
            decision = Decision.HOLD
            cause = "identity" if verdict.identity else "velocity" if late or verdict.velocity else "score"
            hold_account(account_id=account_id, judgement_id=self._id, cause=cause, score=verdict.score)
        if verdict.ties:
            link_accounts(account_id=account_id, ties=verdict.ties)
        return decision

    def _hear(self, rows: Sequence[Sequence[Any]]) -> None:
        self._counts = {row[0]: row[1] for row in rows}


def keep_judgement(*, judged: Judged, account_id: UUID | None, phone: str = "") -> Decision:
    """Keep the judgement of an attempt by itself, and carry it out. The arguments are those of `Keeping`.

    Returns:
        The decision that holds now, see `Keeping.carry_out`.
    """
    keeping = Keeping(judged, account_id, phone)
    with transaction.atomic(savepoint=False) if keeping.asks_for_more else alone():
        write(keeping.write)
        return keeping.carry_out()


def _paced(judged: Judged) -> dict[str, int]:
    """What the day's accounts are counted by: the device, and like machines at this address where they are no crowd."""
    keys = judged.mark.keys
    paced = {"device": keys[TraceKind.DEVICE]} if TraceKind.DEVICE in keys else {}
    if judged.mark.place and judged.verdict.cluster:
        paced["here"] = key(TraceKind.ADDRESS, f"{judged.mark.place}+{judged.mark.machine}", secret=settings.SECRET_KEY)
    return paced


def _values(
    judged: Judged, me: UUID, identity: UUID, paced: Sequence[int], phone: str, *, made: bool
) -> dict[str, Any]:
    attempt, mark, verdict, weights = judged.attempt, judged.mark, judged.verdict, judged.weights
    keys = dict(mark.keys)
    if phone:
        keys[TraceKind.PHONE] = key(TraceKind.PHONE, phone, secret=settings.SECRET_KEY)
    return {
        "account": me,
        "id": identity,
        "occasion": str(attempt.occasion),
        "decision": str(verdict.decision),
        "score": min(verdict.score, 32_000),
        "scores": [min(score, 32_000) for score in verdict.scores.values()],
        "reasons": [[found.code, found.times, found.points] for found in verdict.findings],
        "thresholds": [weights.challenge_at, weights.hold_at, weights.refuse_at],
        "network": network(attempt.address),
        "country": attempt.country[:2],
        "seen": _seen(judged),
        "made": made,
        "at": attempt.at,
        "joined": attempt.at if attempt.occasion is Occasion.REGISTRATION else None,
        "place": mark.place,
        "machine": mark.machine,
        "hand": mark.hand,
        "habits": mark.habits,
        "kinds": [int(kind) for kind in keys],
        "keys": list(keys.values()),
        "paced": list(paced),
        "ends": attempt.at + _DAY,
        "day": attempt.at - _DAY,
    }


def _seen(judged: Judged) -> dict[str, Any]:
    """What the operator reads beside the reasons: how the form was filled in, never what was typed."""
    behaviour = judged.attempt.behaviour
    told: dict[str, Any] = {"page_seconds": round(judged.attempt.page_seconds, 1)}
    if behaviour is None:
        return told
    ways = {str(mode): sum(field.mode is mode for field in behaviour.fields) for mode in Mode}
    return told | {
        "seconds": round(behaviour.seconds, 1),
        "pages": behaviour.pages,
        "leaves": behaviour.leaves,
        "ways": {way: many for way, many in ways.items() if many},
        "keys": sum(field.keys for field in behaviour.fields),
    }
