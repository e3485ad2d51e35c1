"""Mail after a registration: within a second, and not lost with the process that sends it (ACC-15)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from kontor.kernel.ids import new_id
from tests.attacks.conftest import World
from tests.attacks.shopper import Shopper
from tests.support.market import until

pytestmark = [pytest.mark.xdist_group("market"), pytest.mark.rule("ACC-15")]

TRIES = 5


def _join(world: World, address: str) -> Shopper:
    visitor = world.visitor()
    visitor.get("/join/")
    answer = visitor.post("/join/", {
        "address": address, "given_name": "Ann", "family_name": "Lee", "country": "BG",
        "password": "Lantern42harbour", "password_again": "Lantern42harbour",
    })  # fmt: skip
    assert answer.status_code == 302, answer.text
    assert answer.headers["location"] == "/join/check-mail/"
    return visitor


def _letters(world: World, address: str) -> int:
    """How many the mailbox page shows for an address."""
    page = world.visitor().get(f"/_mailbox/?to={address}")
    assert page.status_code == 200
    return len(re.findall(r'href="/_mailbox/[0-9a-f-]{36}/"', page.text))


def test_a_killed_jobs_process_loses_no_mail_and_repeats_none(world: World) -> None:
    address = f"killed-in-between-{new_id().hex[-8:]}@example.com"
    with world.market.unattended():  # nobody starts it again
        world.market.kill("jobs")
        _join(world, address)
        [(waiting,)] = world.market.rows('SELECT count(*) FROM platform_message WHERE "to" = %s', address)
        assert waiting == 0
    until(lambda: _letters(world, address), "the mail of the registration", 60)
    until(world.at_rest, "all work is done", 60)
    assert world.market.rows('SELECT count(*) FROM platform_message WHERE "to" = %s', address) == [(1,)]
    assert _letters(world, address) == 1


def test_mail_leaves_within_a_second_of_the_commit(world: World) -> None:
    """Both moments are the server's: the registration's row, written before its commit, and the message's."""
    took = []
    for n in range(TRIES):
        address = f"punctual-{n}-{new_id().hex[-8:]}@example.com"
        _join(world, address)
        until(lambda address=address: _letters(world, address), "the mail of the registration", 30)
        [(asked, sent)] = world.market.rows(
            "SELECT v.created_at, m.at FROM accounts_verification v JOIN platform_message m ON m.to = %s "
            "JOIN accounts_account a ON a.id = v.account_id WHERE a.email_key = %s", address, address,
        )  # fmt: skip
        took.append(sent - asked)
    print("from registration to mail:", ", ".join(f"{each.total_seconds():.3f} s" for each in took))  # noqa: T201
    assert sorted(took)[TRIES // 2] < timedelta(seconds=1)
