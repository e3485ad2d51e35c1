"""Text messages: to a service that the operator names, or into the local mailbox. Called by jobs."""

from kontor.platform.sms.limits import spend_at_place, spend_on_number
from kontor.platform.sms.providers import SmsRefused, provider
from kontor.platform.sms.send import send

__all__ = ["SmsRefused", "provider", "send", "spend_at_place", "spend_on_number"]
