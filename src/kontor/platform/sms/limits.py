"""What keeps text messages from being sent for money: nobody has more of them sent than a person needs.

Whoever runs a dear number, or shares what an operator earns with it, has codes sent to it by the thousand. So codes
are counted by number, by the country code, and by the internet address that asks.
"""

from __future__ import annotations

from datetime import timedelta
from ipaddress import IPv6Address, ip_network

import phonenumbers

from kontor.platform import limits
from kontor.platform.http.clients import parsed
from kontor.platform.sms.policy import PER_COUNTRY, PER_NUMBER, PER_PLACE, WINDOW

_HOUSEHOLD = 64  # bits of an IPv6 address that one customer has


def spend_on_number(number: str) -> None:
    """Count one code to a number in E.164. In the transaction that has it sent: what is rolled back was not spent.

    Raises:
        TooMany: with the wait; the number, or its country code, has had enough.
    """
    window = timedelta(hours=WINDOW.int())
    limits.hit(scope="sms.number", key=number, limit=PER_NUMBER.int(), window=window)
    limits.hit(scope="sms.country", key=_country_code(number), limit=PER_COUNTRY.int(), window=window)


def spend_at_place(address: str) -> None:
    """Count one code that this internet address has sent; the addresses of one IPv6 customer count together.

    Raises:
        TooMany: with the wait.
    """
    found = parsed(address)
    place = str(ip_network((found, _HOUSEHOLD), strict=False)) if isinstance(found, IPv6Address) else address
    limits.hit(scope="sms.place", key=place, limit=PER_PLACE.int(), window=timedelta(hours=WINDOW.int()))


def _country_code(number: str) -> str:
    try:
        return str(phonenumbers.parse(number).country_code)
    except phonenumbers.NumberParseException:
        return ""
