"""A thousand guesses, over two workers, each with another forged address: as many as the limit are tried."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable

import httpx
import pytest

from tests.attacks.conftest import World
from tests.attacks.shopper import field_of

pytestmark = pytest.mark.rule("ACC-20")

GUESSES, CROWD = 1000, 8
PER_ADDRESS, PER_PLACE = 10, 120
Headers = list[tuple[str, str]]


def guess(world: World, address: Callable[[int], str], headers: Callable[[int], Headers]) -> Counter[int]:
    """Send all guesses, eight at a time.

    Returns:
        How many answers had which status.
    """
    seen, lock, numbers = Counter[int](), threading.Lock(), iter(range(GUESSES))

    def attacker() -> None:
        with httpx.Client(base_url=world.market.url, trust_env=False, timeout=60) as browser:
            token = field_of(
                browser.get("/sign-in/", headers=[("X-Forwarded-For", "192.0.2.1")]).text, "csrfmiddlewaretoken"
            )
            while True:
                with lock:
                    number = next(numbers, None)
                if number is None:
                    return
                typed = {"csrfmiddlewaretoken": token, "address": address(number), "password": f"Guess{number}harbour"}
                answer = browser.post("/sign-in/", data=typed, headers=headers(number))
                with lock:
                    seen[answer.status_code] += 1

    crowd = [threading.Thread(target=attacker) for _ in range(CROWD)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return seen


def _forged(number: int) -> str:
    return f"10.{number // 250}.{number % 250}.7"


def test_one_account_from_a_thousand_forged_addresses(world: World) -> None:
    victim = world.buyer()
    seen = guess(world, lambda _: str(victim.person["email"]), lambda n: [("X-Forwarded-For", _forged(n))])
    assert seen == {401: PER_ADDRESS, 429: GUESSES - PER_ADDRESS}
    [(opened,)] = world.market.rows("SELECT count(*) FROM platform_session WHERE account_id = %s", victim.id)
    assert opened == 1  # the victim's own


@pytest.mark.parametrize("lines", ["one", "two"])
def test_a_thousand_accounts_from_one_place_behind_forged_addresses(world: World, lines: str) -> None:
    """The proxy appends whom it saw, to the same line or in one of its own: that address counts."""
    seen_by_proxy = {"one": "198.51.100.7", "two": "198.51.100.8"}[lines]

    def headers(number: int) -> Headers:
        if lines == "one":
            return [("X-Forwarded-For", f"{_forged(number)}, {seen_by_proxy}")]
        return [("X-Forwarded-For", _forged(number)), ("X-Forwarded-For", seen_by_proxy)]

    seen = guess(world, lambda n: f"victim{n}.{lines}@example.com", headers)
    assert seen == {401: PER_PLACE, 429: GUESSES - PER_PLACE}
