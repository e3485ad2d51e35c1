"""Keep what was decided, and do what it asks for: hold, have the identity checked, link."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from kontor.contexts.risk.judging import Judged
from kontor.contexts.risk.rules.attempt import Mode, Occasion
from kontor.contexts.risk.rules.decision import Decision
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.traces import key, network
from kontor.contexts.risk.services.hold_account import hold_account
from kontor.contexts.risk.services.link_accounts import link_accounts
from kontor.kernel.ids import new_id
from kontor.platform.database.alone import alone
from kontor.platform.database.arrays import of_numbers

# One statement: the judgement, its traces, and the count of the day under the rows' locks, so that of two
# registrations at one moment the second sees the first.
_KEEP = """
WITH judged AS (
    INSERT INTO risk_judgement (account_id, id, occasion, decision, score, scores, reasons, thresholds, network,
                                country, seen, made_account, at)
    VALUES (%(account)s, %(id)s, %(occasion)s, %(decision)s, %(score)s, %(scores)s::smallint[], %(reasons)s::jsonb,
            %(thresholds)s::smallint[], %(network)s, %(country)s, %(seen)s::jsonb, %(made)s, %(at)s)
), traced AS (
    INSERT INTO risk_trace AS trace (key, account_id, kind, joined_at, last_at, place, machine, hand, habits)
    SELECT key, %(account)s, kind, %(joined)s, %(at)s, %(place)s, %(machine)s, %(hand)s, %(habits)s
    FROM unnest(%(kinds)s::smallint[], %(keys)s::bigint[]) AS fresh (kind, key)
    ON CONFLICT (key, account_id) DO UPDATE SET last_at = excluded.last_at, place = excluded.place,
        machine = excluded.machine,
        habits = CASE WHEN excluded.joined_at IS NULL THEN trace.habits ELSE excluded.habits END,
        hand = CASE WHEN excluded.hand > 1 THEN excluded.hand ELSE trace.hand END
)
INSERT INTO risk_pace AS pace (key, moments, ends_at)
SELECT key, ARRAY[%(at)s::timestamptz], %(ends)s FROM unnest(%(paced)s::bigint[]) AS fresh (key) ORDER BY key
ON CONFLICT (key) DO UPDATE SET ends_at = excluded.ends_at, moments = ARRAY(
    SELECT moment FROM unnest(pace.moments || excluded.moments) AS moment WHERE moment > %(day)s
    ORDER BY moment DESC LIMIT 64
)
RETURNING key, cardinality(moments)
"""
_DAY = timedelta(hours=24)


def keep_judgement(*, judged: Judged, account_id: UUID | None, phone: str = "") -> Decision:
    """Keep the judgement of an attempt that has just made, or opened, `account_id`; None for one that was refused.

    Args:
        phone: E.164, where the person came with one: a trace by which accounts are linked.

    Returns:
        The decision that holds now: harder than the judged one where another registration of the same cluster came
        at the same moment (ACC-31).
    """
    verdict, joining = judged.verdict, judged.attempt.occasion is Occasion.REGISTRATION
    me, identity = account_id or new_id(), new_id()
    paced = _paced(judged) if joining else {}
    more = account_id is not None and joining and (verdict.decision is Decision.HOLD or verdict.ties)
    with transaction.atomic(savepoint=False) if more else alone():
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, _values(judged, me, identity, list(paced.values()), phone, made=bool(account_id)))
            counts = dict(cursor.fetchall())
        if account_id is None or not joining:
            return verdict.decision
        late = any(counts.get(each, 0) > judged.weights.per_cluster for each in paced.values())
        decision = verdict.decision
        if decision is Decision.HOLD or late:
            decision = Decision.HOLD
            cause = "identity" if verdict.identity else "velocity" if late or verdict.velocity else "score"
            hold_account(account_id=account_id, judgement_id=identity, cause=cause, score=verdict.score)
        if verdict.ties:
            link_accounts(account_id=account_id, ties=verdict.ties)
    return decision


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
        "scores": of_numbers(min(score, 32_000) for score in verdict.scores.values()),
        "reasons": json.dumps([[found.code, found.times, found.points] for found in verdict.findings]),
        "thresholds": of_numbers((weights.challenge_at, weights.hold_at, weights.refuse_at)),
        "network": network(attempt.address),
        "country": attempt.country[:2],
        "seen": json.dumps(_seen(judged)),
        "made": made,
        "at": attempt.at,
        "joined": attempt.at if attempt.occasion is Occasion.REGISTRATION else None,
        "place": mark.place,
        "machine": mark.machine,
        "hand": mark.hand,
        "habits": mark.habits,
        "kinds": of_numbers(keys),
        "keys": of_numbers(keys.values()),
        "paced": of_numbers(paced),
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
