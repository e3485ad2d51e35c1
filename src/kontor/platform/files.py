"""Files that only their owners may see: kept beside the media and never served from there.

A proxy or an object storage may serve `media` to anybody; what is private goes through a view that asks who reads.
"""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages


class PrivateFolder(FileSystemStorage):
    """A folder without addresses, for the installation's user alone."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        return self.base_location

    @property
    def base_url(self) -> None:  # type: ignore[override]
        return None


def private() -> Storage:
    """The storage of private files. Web and job processes of all machines share it."""
    return storages["private"]
