"""Mail: over SMTP, or into the local mailbox page. Called by jobs, not by requests."""

from kontor.platform.mail.send import send

__all__ = ["send"]
