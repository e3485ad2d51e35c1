"""Mail: over SMTP, or into the local mailbox page. Called by jobs, not by requests."""

from kontor.platform.mail.providers import MailRefused, provider
from kontor.platform.mail.send import Kept, keep_many, send

__all__ = ["Kept", "MailRefused", "keep_many", "provider", "send"]
