"""A market in one file, and back: database, media, keys, with a manifest that says what it should be."""

from kontor.platform.backup.read import BrokenBackup, restore
from kontor.platform.backup.write import write

__all__ = ["BrokenBackup", "restore", "write"]
