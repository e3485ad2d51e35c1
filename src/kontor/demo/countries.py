"""A small country database for the demo and for tests: networks that belong to nobody, given to countries.

Documentation networks (RFC 5737, RFC 3849) and private ones: 10.86.x.x is mainland China, 10.1.x.x the United States,
and so on by calling code, as far as one byte reaches.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mmdb_writer import MMDBWriter
from netaddr import IPSet

NETWORKS: Mapping[str, tuple[str, ...]] = {
    "CN": ("198.51.100.0/24", "10.86.0.0/16", "2001:db8:86::/48"),
    "HK": ("203.0.113.0/26", "10.52.0.0/16", "2001:db8:852::/48"),
    "MO": ("203.0.113.64/26", "10.53.0.0/16", "2001:db8:853::/48"),
    "TW": ("203.0.113.128/26", "10.88.0.0/16", "2001:db8:886::/48"),
    "US": ("192.0.2.0/26", "10.1.0.0/16", "2001:db8:1::/48"),
    "ES": ("192.0.2.64/26", "10.34.0.0/16", "2001:db8:34::/48"),
    "BG": ("192.0.2.128/26", "10.59.0.0/16", "2001:db8:359::/48"),
    "RU": ("192.0.2.192/26", "10.7.0.0/16", "2001:db8:7::/48"),
    "FR": ("10.33.0.0/16", "2001:db8:33::/48"),
    "BR": ("203.0.113.192/26", "10.55.0.0/16", "2001:db8:55::/48"),
}
KIND = "Kontor-Demo-Country"


def write(path: Path, networks: Mapping[str, tuple[str, ...]] = NETWORKS) -> None:
    """Write the file; whoever has the one before open reads on in it."""
    book = MMDBWriter(ip_version=6, ipv4_compatible=True, database_type=KIND, description="Invented, for a demo")
    for country, known in networks.items():
        book.insert_network(IPSet(known), {"country": {"iso_code": country}})
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    book.to_db_file(str(fresh))
    fresh.replace(path)
