"""Uploaded files as rows of text. CSV is streamed here; XLSX is unpacked by a process of its own with limits."""

from kontor.contexts.transfers.reading.open import Source, opened
from kontor.contexts.transfers.reading.sniff import sniff

__all__ = ["Source", "opened", "sniff"]
