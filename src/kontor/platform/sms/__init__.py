"""Text messages: to a service that the operator names, or into the local mailbox. Called by jobs."""

from kontor.platform.sms.send import provider, send

__all__ = ["provider", "send"]
