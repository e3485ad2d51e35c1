"""The tables of the plumbing, each beside the code that uses it."""

from kontor.platform.events.models import Delivery, OutboxEvent
from kontor.platform.policy.models import PolicyChange, PolicyOverride

__all__ = ["Delivery", "OutboxEvent", "PolicyChange", "PolicyOverride"]
