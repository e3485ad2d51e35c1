"""A policy value out of its bounds is refused, with the bounds, wherever it is typed (OPR-01)."""

from __future__ import annotations

import pytest

from tests.attacks.conftest import World

pytestmark = [pytest.mark.xdist_group("market"), pytest.mark.rule("OPR-01")]

NAME, LOW, HIGH = "orders.unpaid_closes_after", "1", "720"


def _overridden(world: World) -> list[tuple]:
    return world.market.rows("SELECT value FROM platform_policy WHERE name = %s", NAME)


@pytest.mark.parametrize("value", ["0", "721", "-1", "10000000000000000000000"])
def test_the_console_refuses_it_with_the_bounds(world: World, value: str) -> None:
    page = world.operator().post(f"/console/policies/{NAME}/", {"value": value, "reason": "an attack"})
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert LOW in page.text
    assert HIGH in page.text
    assert f'value="{value}"' in page.text, "what was typed is kept"
    assert "an attack" in page.text
    assert _overridden(world) == []


def test_the_terminal_refuses_it_with_the_bounds(world: World) -> None:
    done = world.market.run("policy", "set", NAME, "721", "--reason", "an attack")
    assert done.returncode == 1
    said = " ".join(done.stderr.split())
    assert LOW in said
    assert HIGH in said
    assert "Traceback" not in said
    assert _overridden(world) == []
