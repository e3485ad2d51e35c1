"""Text messages: to a service that the operator names, or into the local mailbox. Called by jobs."""

from kontor.platform.sms.send import send

__all__ = ["send"]
