"""What was sent: by reference, so that nothing goes out twice; with its content only in the local mailbox."""

from __future__ import annotations

from django.db import models

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Message(models.Model):
    """A mail or a text message. Sent outside, only its reference is kept here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    channel = models.CharField(max_length=4)  # mail | sms
    reference = models.CharField(max_length=160)
    to = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "platform_message"
        constraints = [models.UniqueConstraint(fields=["channel", "reference"], name="message_sent_once")]
        indexes = [models.Index(fields=["-at"], name="message_latest")]
