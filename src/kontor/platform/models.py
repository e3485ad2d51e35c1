"""The tables of the plumbing, each beside the code that uses it."""

from kontor.platform.audit.models import AuditRow
from kontor.platform.bulk.models import BulkRow, BulkRun
from kontor.platform.events.models import Delivery, OutboxEvent
from kontor.platform.filters.models import SavedFilter
from kontor.platform.http.sessions import Session
from kontor.platform.idempotency.models import StoredAnswer
from kontor.platform.limits.models import RateCounter
from kontor.platform.mail.models import Message
from kontor.platform.policy.models import PolicyChange, PolicyOverride
from kontor.platform.reviews.models import ReviewItem, ReviewStep

__all__ = [
    "AuditRow",
    "BulkRow",
    "BulkRun",
    "Delivery",
    "Message",
    "OutboxEvent",
    "PolicyChange",
    "PolicyOverride",
    "RateCounter",
    "ReviewItem",
    "ReviewStep",
    "SavedFilter",
    "Session",
    "StoredAnswer",
]
