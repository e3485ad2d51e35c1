"""The country that an address is in, from a database that lies on this machine (ACC-34).

The operator supplies the file (MaxMind's format: GeoLite2, DB-IP, IPinfo and others); without one every country is
unknown. A file that changes is opened anew. Nothing is asked over the network.
"""

from __future__ import annotations

import logging
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import maxminddb
from django.conf import settings

from kontor.platform.http.clients import parsed

log = logging.getLogger(__name__)

UNKNOWN = ""


class CountryFile:
    """An open database; asking it costs some microseconds and no statement."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int, int] | None = None
        self._reader: maxminddb.Reader | None = None
        self._lock = threading.Lock()
        self._find = lru_cache(maxsize=4096)(self._ask)

    @property
    def kind(self) -> str:
        """What the file calls itself, "" without one."""
        self._renew()
        return str(self._reader.metadata().database_type) if self._reader else ""

    def country(self, address: str) -> str:
        """ISO 3166 code of the country, or `UNKNOWN`."""
        self._renew()
        return self._find(address) if self._reader is not None else UNKNOWN

    def _renew(self) -> None:
        """Open the file when it is there and not the one that is open; one that cannot be read changes nothing."""
        try:
            facts = self._path.stat()
            stamp = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        except OSError:
            stamp = None
        if stamp == self._stamp:
            return
        with self._lock:
            if stamp == self._stamp:
                return
            if stamp is None:
                self._reader = None
            else:
                try:  # read whole: a file that is written over in place must not change under a reader
                    self._reader = maxminddb.open_database(self._path, maxminddb.MODE_MEMORY)
                except (OSError, ValueError, maxminddb.InvalidDatabaseError):
                    log.exception("the country database cannot be read; the one before stays in use")
            self._find.cache_clear()
            self._stamp = stamp

    def _ask(self, address: str) -> str:
        found, reader = parsed(address), self._reader
        if found is None or reader is None:
            return UNKNOWN
        try:
            return _code(reader.get(found))
        except (ValueError, maxminddb.InvalidDatabaseError):  # an IPv6 address and a file of IPv4 alone
            return UNKNOWN


def country_of(address: str) -> str:
    """The country of a client's address as ISO 3166 code, `UNKNOWN` when nobody knows.

    Addresses of this machine and of private networks are in `KONTOR_LOCAL_COUNTRY`, unless the file says otherwise.
    """
    return _file(settings.KONTOR.countries).country(address) or _local(settings.KONTOR.local_country, address)


def kind_of_file() -> str:
    """What the database calls itself, "" when there is none."""
    return _file(settings.KONTOR.countries).kind


@lru_cache(maxsize=8)
def _file(path: Path) -> CountryFile:
    return CountryFile(path)


@lru_cache(maxsize=4096)
def _local(told: str, address: str) -> str:
    if not told:
        return UNKNOWN
    found = parsed(address)
    return told.upper() if found is not None and (found.is_loopback or found.is_private) else UNKNOWN


def _code(record: Any) -> str:
    """The code in a record of any of the usual files; where the network is registered when no more is known."""
    if not isinstance(record, dict):
        return UNKNOWN
    for name in ("country", "country_code", "registered_country"):
        part = record.get(name)
        code = part.get("iso_code") if isinstance(part, dict) else part
        if isinstance(code, str) and len(code) == 2 and code.isascii() and code.isalpha():
            return code.upper()
    return UNKNOWN
