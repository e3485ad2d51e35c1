"""What is thrown away when nobody needs it any more. Timed jobs of the platform itself."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection

from kontor.kernel.clock import now
from kontor.platform.audit.sweeping import forget_old
from kontor.platform.jobs.declare import job

KEEP_FACTS = timedelta(days=14)
KEEP_ANSWERS = timedelta(days=2)
KEEP_JOBS = timedelta(days=7)
KEEP_MESSAGES = timedelta(days=60)

_DELIVERIES = """
DELETE FROM platform_delivery WHERE (key, event_id) IN (
    SELECT key, id FROM platform_outbox WHERE NOT pending AND NOT parked AND recorded_at < %s LIMIT 20000)
"""
_FACTS = """
DELETE FROM platform_outbox AS event WHERE NOT pending AND NOT parked AND recorded_at < %s
    AND NOT EXISTS (SELECT 1 FROM platform_delivery AS proof WHERE proof.key = event.key AND proof.event_id = event.id)
"""
_JOBS = """
DELETE FROM procrastinate_jobs WHERE status IN ('succeeded', 'cancelled') AND id IN (
    SELECT job_id FROM procrastinate_events WHERE type = 'succeeded' AND at < %s LIMIT 20000)
"""
_MORE = {
    "DELETE FROM platform_answer WHERE created_at < %s": KEEP_ANSWERS,
    "DELETE FROM platform_message WHERE at < %s": KEEP_MESSAGES,
    "DELETE FROM platform_rate WHERE ends_at < %s": timedelta(0),
    "DELETE FROM platform_session WHERE expire_date < %s": timedelta(0),
}


@job(name="platform.sweep", schedule="23 * * * *", retry=1)
def sweep() -> None:
    """Delete what is over: delivered facts, old answers, counters, ended sessions, finished jobs."""
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(_DELIVERIES, [moment - KEEP_FACTS])
        cursor.execute(_FACTS, [moment - KEEP_FACTS])
        cursor.execute(_JOBS, [moment - KEEP_JOBS])
        for statement, age in _MORE.items():
            cursor.execute(statement, [moment - age])
    forget_old()
