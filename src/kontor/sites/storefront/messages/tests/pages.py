"""What tests of these pages share."""

from __future__ import annotations

import re

from django.test import Client

CENTRE = "/account/messages/"


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.headers
    return answer.content.decode()


def client_id(html: str) -> str:
    """The id of the message that the form would send."""
    found = re.search(r'name="client_id" value="([^"]+)"', html)
    assert found is not None
    return found.group(1)
