"""How joining goes: seconds, first tries, mails, failures (ACC-50)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kontor.contexts.accounts.policy import DOMAIN_NAMED_FROM, LINK_VALID
from kontor.contexts.insight.queries.reports.period import Period
from kontor.contexts.insight.queries.rows import rows
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator

# Every registration of the period with its latest state: accounts that are there, and what is left of erased ones.
# The message looked at is the one that was used, else the first. Accounts are found by the range of their ids.
_SEEN = """
WITH seen AS MATERIALIZED (
    SELECT a.created_at AS at, v.channel, v.domain, v.messages, v.failures,
        a.verified_at IS NOT NULL AS verified,
        a.verified_at IS NULL AND a.created_at < %(overdue)s AS failed,
        coalesce(nullif(v.failure, ''),
            CASE WHEN v.channel = 'email' AND n.sent_at IS NULL THEN 'unsent' ELSE 'silent' END) AS cause,
        extract(epoch FROM a.verified_at - a.form_opened_at) AS form_seconds,
        extract(epoch FROM n.sent_at - v.asked_at) AS accepted_seconds,
        extract(epoch FROM v.opened_at - v.asked_at) AS opened_seconds
    FROM accounts_account a
    CROSS JOIN LATERAL (
        SELECT count(*) AS messages, coalesce(sum(failures), 0) AS failures, max(channel) AS channel,
            CASE WHEN max(channel) = 'email' THEN split_part(lower(max(address)), '@', 2) ELSE '' END AS domain,
            (array_agg(last_failure ORDER BY created_at DESC))[1] AS failure,
            (array_agg(id ORDER BY used_at NULLS LAST, created_at))[1] AS message_id,
            (array_agg(created_at ORDER BY used_at NULLS LAST, created_at))[1] AS asked_at,
            (array_agg(opened_at ORDER BY used_at NULLS LAST, created_at))[1] AS opened_at
        FROM accounts_verification WHERE account_id = a.id AND purpose = 'activate'
    ) AS v
    LEFT JOIN notifications_notice n ON n.account_id = a.id AND n.channel = 'email'
        AND n.cause = 'accounts.verification:' || v.message_id
    WHERE a.id >= %(first_id)s AND a.id < %(end_id)s AND a.audience <> 'operator'
        AND (%(country)s = '' OR a.country = %(country)s)
    UNION ALL
    SELECT at, channel, domain, messages, 0, false, true, cause, NULL, NULL, NULL
    FROM accounts_lostregistration
    WHERE at >= %(since)s AND at < %(until)s AND (%(country)s = '' OR country = %(country)s)
)
"""
# All four views of the same rows in one statement, so that they are gathered once.
_VIEWS = """
, named AS (
    SELECT *, CASE WHEN count(*) OVER (PARTITION BY domain) >= %(named_from)s THEN domain ELSE '' END AS name
    FROM seen WHERE channel = 'email'
), summary AS (
    SELECT count(*) AS many, count(*) FILTER (WHERE verified) AS verified, count(*) FILTER (WHERE failed) AS failed,
        count(*) FILTER (WHERE verified AND messages = 1 AND failures = 0) AS first_try,
        count(*) FILTER (WHERE (verified OR failed) AND messages > 0) AS decided,
        avg(form_seconds)::float AS form_mean,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY form_seconds) AS form_median,
        avg(accepted_seconds)::float AS accepted_mean,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY accepted_seconds) AS accepted_median,
        avg(opened_seconds)::float AS opened_mean,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY opened_seconds) AS opened_median
    FROM seen
), spans AS (
    SELECT date_trunc(%(step)s, at AT TIME ZONE 'UTC')::date AS start, count(*) AS many,
        count(*) FILTER (WHERE verified) AS verified,
        count(*) FILTER (WHERE verified AND messages = 1 AND failures = 0) AS first_try,
        count(*) FILTER (WHERE (verified OR failed) AND messages > 0) AS decided,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY form_seconds) AS form_median,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY opened_seconds) AS opened_median
    FROM seen GROUP BY 1
), causes AS (
    SELECT cause, count(*) AS many FROM seen WHERE failed GROUP BY 1
), domains AS (
    SELECT name, count(*) AS many, count(*) FILTER (WHERE verified) AS verified,
        count(*) FILTER (WHERE failed) AS failed, count(*) FILTER (WHERE failed AND cause = 'refused') AS refused,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY accepted_seconds) AS accepted_median
    FROM named GROUP BY 1 ORDER BY 4 DESC, 2 DESC, 1 LIMIT 50
)
SELECT jsonb_build_array(many, verified, failed, first_try, decided, form_mean, form_median, accepted_mean,
        accepted_median, opened_mean, opened_median),
    (SELECT jsonb_agg(jsonb_build_array(start, many, verified, first_try, decided, form_median, opened_median)
        ORDER BY start) FROM spans),
    (SELECT jsonb_agg(jsonb_build_array(cause, many) ORDER BY many DESC, cause) FROM causes),
    (SELECT jsonb_agg(jsonb_build_array(name, many, verified, failed, refused, accepted_median)
        ORDER BY failed DESC, many DESC, name) FROM domains)
FROM summary
"""


@dataclass(frozen=True, slots=True)
class Span:
    """Registrations that began within one step of the chart; seconds are medians."""

    start: date
    registrations: int
    verified: int
    first_try: int
    decided: int
    form_seconds: float | None
    opened_seconds: float | None


@dataclass(frozen=True, slots=True)
class DomainFigures:
    """Registrations by mail of one domain; "" gathers those that few share."""

    domain: str
    registrations: int
    verified: int
    failed: int
    refused: int
    accepted_seconds: float | None


@dataclass(frozen=True, slots=True)
class Registrations:
    """The figures of ACC-50; seconds are None where nobody came so far.

    Attributes:
        failed: whose link or code ran out unused.
        decided: verified or failed, with at least one message; `first_try` of them needed one message and no more.
        form_*: from opening the form to the proven address.
        accepted_*: from asking for the mail until the mail server took it; opened_*: until its link was opened.
        causes: of the failed ones, as `accounts.Failure` or "unsent", with their number.
    """

    registrations: int
    verified: int
    failed: int
    first_try: int
    decided: int
    form_mean: float | None
    form_median: float | None
    accepted_mean: float | None
    accepted_median: float | None
    opened_mean: float | None
    opened_median: float | None
    series: Sequence[Span]
    causes: Sequence[tuple[str, int]]
    domains: Sequence[DomainFigures]


def registrations(viewer: Operator, period: Period, *, country: str = "") -> Registrations:
    """How the registrations of a period went, of one country or of all; one statement."""
    values = period.values() | {
        "country": country,
        "overdue": now() - timedelta(hours=LINK_VALID.int()),
        "named_from": DOMAIN_NAMED_FROM.int(),
    }
    summary, series, causes, domains = (json.loads(part or "[]") for part in rows(_SEEN + _VIEWS, values)[0])
    figures: list[Any] = [
        *summary[:5], *map(_seconds, summary[5:]),
        [Span(date.fromisoformat(row[0]), *row[1:5], *map(_seconds, row[5:])) for row in series],
        [(cause, many) for cause, many in causes],
        [
            DomainFigures(name, many, proven, failed, refused, _seconds(wait))
            for name, many, proven, failed, refused, wait in domains
        ],
    ]  # fmt: skip
    return Registrations(*figures)


def _seconds(value: float | None) -> float | None:
    """JSON knows no difference between 90 and 90.0."""
    return None if value is None else float(value)
