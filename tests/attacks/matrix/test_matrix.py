"""Every address × {victim, the right alone, all but the right, another, other audiences, suspended, nobody} × methods.

See README.md beside this file: a new address gets one line in `rows/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from kontor.contexts.integrations.scopes import SCOPES
from kontor.contexts.payments import queries
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.tests.factories import Played
from kontor.platform.tests.queue import declared
from tests.attacks.matrix.fingerprint import Fingerprint
from tests.attacks.matrix.people import World
from tests.attacks.matrix.rows import ROWS
from tests.attacks.matrix.tried import Tried
from tests.attacks.matrix.walk import addresses, api_addresses, operations, scopes

RUNNING = register.running  # the real providers: they check signatures

pytestmark = pytest.mark.xdist_group("matrix")


# --- the table and the addresses ----------------------------------------------------------------------------------


def _suggested(address: str) -> str:
    if (scope := scopes().get(address)) is not None:
        return f'    "{address}": program("{scope}"),'
    site = next((site for site in ("seller", "console", "account") if address.startswith(f"{site}/")), "")
    made = {"seller": 'seller("area.right", GET)', "console": "operator(GET)", "account": "buyer(GET)"}
    return f'    "{address}": {made.get(site, "everybody(GET)")},'


@pytest.mark.rule("SEL-03")
def test_every_address_has_a_row_and_every_row_an_address() -> None:
    known = {*addresses(), *operations()}
    missing, stale = [a for a in known if a not in ROWS], [a for a in ROWS if a not in known]
    lines = "\n".join(_suggested(address) for address in sorted(missing))
    assert not missing, f"addresses without a row; add to tests/attacks/matrix/rows/ (see README.md there):\n{lines}"
    assert not stale, f"rows without an address; take them away: {stale}"


def test_the_api_has_no_address_beside_its_operations() -> None:
    plumbing = {"api/v1/", "api/v1/openapi.json"}
    assert api_addresses() - plumbing == {operation.partition(" ")[2] for operation in operations()}


# --- one market for all rows, every call taken back ----------------------------------------------------------------


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    played = {"alipay": Played(), "cards": Played()}
    with (
        django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, declared(), transaction.atomic(),
    ):  # fmt: skip
        for module in (register, queries):
            patch.setattr(module, "running", lambda: played)
        made = World()
        of_seats = [row for row in ROWS.values() if row.audience == "seller"]
        made.open_sessions((right, row.instead) for row in of_seats for right in row.methods_by_right())
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def prints(world: World) -> Fingerprint:
    victims = [account.pk for account in world.victims.values()]
    return Fingerprint([*victims, world.market.tea_house.id, world.things["product_id"], world.things["on_sale"]])


@pytest.fixture
def tried(request: pytest.FixtureRequest, world: World, prints: Fingerprint) -> Tried:
    return Tried(world, prints, request.param)


def rows(*audiences: str) -> pytest.MarkDecorator:
    """The test is made for every row of these audiences."""
    found = [address for address, row in ROWS.items() if row.audience in audiences]
    return pytest.mark.parametrize("tried", found, indirect=True)


@rows("buyer", "seller", "operator")
def test_whose_it_is_comes_in(tried: Tried) -> None:
    tried.comes_in(tried.world.victims[tried.row.audience])


@rows("everybody")
def test_an_open_address_is_open_to_all_and_tells_nothing_of_anybody(tried: Tried) -> None:
    for account in (None, *tried.world.others.values()):
        tried.comes_in(account, watched=True)


@pytest.mark.rule("SEL-03")
@rows("seller")
def test_the_right_alone_opens_and_all_others_do_not(tried: Tried) -> None:
    row, world, of_another = tried.row, tried.world, tried.row.personal and tried.owned
    for right, methods in row.methods_by_right().items():
        colleague = world.with_only(right)
        if of_another and row.others == "absent":
            tried.finds_nothing(colleague)
        else:
            tried.comes_in(colleague, by=methods)
        if right:
            tried.is_told_the_right(world.without(right, *row.instead), right, methods)
    if not row.seatless:
        tried.has_no_store(world.seatless)
    elif tried.owned and row.others == "absent":
        tried.finds_nothing(world.seatless)
    else:
        tried.comes_in(world.seatless, watched=True)


@pytest.mark.rule("BUY-02", "TRD-07")
@rows("buyer", "seller", "operator")
def test_another_one_reads_and_changes_nothing(tried: Tried) -> None:
    other = tried.world.others[tried.row.audience]
    if tried.owned and tried.row.others == "absent":
        tried.finds_nothing(other)
    else:
        staff = tried.row.audience == "operator" and tried.row.others == "in"  # the desk is one for all of them
        tried.comes_in(other, watched=not staff)


@rows("buyer", "seller", "operator")
def test_everybody_else_is_sent_to_the_door(tried: Tried) -> None:
    audience, world = tried.row.audience, tried.world
    wrong = [account for name, account in world.others.items() if name != audience]
    for account in (None, *wrong, world.suspended[audience]):
        tried.is_sent_to_the_door(account)


@pytest.mark.rule("SEL-12")
@rows("program")
def test_the_scope_alone_opens_and_all_others_do_not(tried: Tried) -> None:
    world, scope = tried.world, tried.row.rights["GET"]
    tried.comes_in(world.token(frozenset({scope} - {""})))
    if scope:
        tried.is_told_the_scope(world.token(frozenset(SCOPES) - {scope}), scope)
    others = world.token(frozenset(SCOPES), of="others")
    if tried.owned and tried.row.others == "absent":
        tried.finds_nothing(others)
    else:
        tried.comes_in(others, watched=True)
    for account in (None, *world.victims.values()):
        tried.is_sent_to_the_door(account)


@rows("caller")
def test_without_a_signature_nobody_is_heard(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "running", RUNNING)
    for account in (None, *tried.world.victims.values()):
        tried.is_not_heard(account)
