"""Whether one can tell by the clock who has an account (ACC-20): measured against a running market, not a test.

    python -m tests.attacks.timing http://127.0.0.1:8000 --known buyer@demo.example --rounds 90

A test that looks at the clock fails on a busy machine, so what every build asserts is the same number of statements
and of Argon2 computations. This asks for sign-in and reset with the known address and with unknown ones of its length,
in turns, and says how likely differences as large as those seen are by chance (Mann-Whitney). Raise the limits before,
on a market that nobody else uses: accounts.sign_ins_per_address, accounts.sign_ins_per_place,
accounts.sign_ins_per_device and accounts.resets_per_address.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import secrets
import statistics
import time
from collections.abc import Callable

import httpx

_SMALL = 0.01  # below this a difference is not put down to chance


def two_sided(first: list[float], second: list[float]) -> float:
    """The chance of ranks as unlike as these if both lists come from one source (Mann-Whitney, normal, with ties)."""
    ranked = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    ranks, ties, place = 0.0, 0.0, 0
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end][0] == ranked[place][0]:
            end += 1
        many = end - place
        ties += many**3 - many
        ranks += sum((place + end + 1) / 2 for _value, which in ranked[place:end] if which == 0)
        place = end
    n, m = len(first), len(second)
    middle = n * m / 2
    spread = math.sqrt(n * m / 12 * ((n + m + 1) - ties / ((n + m) * (n + m - 1))))
    return math.erfc(abs(ranks - n * (n + 1) / 2 - middle) / spread / math.sqrt(2)) if spread else 1.0


def _unlike(known: str) -> str:
    """An address that nobody has, as long as `known`."""
    name, _at, domain = known.partition("@")
    return f"{secrets.token_hex(len(name))[: len(name)]}@{domain}"


def _asker(client: httpx.Client, path: str, **more: str) -> Callable[[str], float]:
    page = client.get(path).text
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    token = found[1] if found else ""

    def ask(address: str) -> float:
        begun = time.perf_counter()
        answer = client.post(path, data={"csrfmiddlewaretoken": token, "address": address, **more})
        taken = time.perf_counter() - begun
        if answer.status_code not in {302, 401}:
            raise SystemExit(f"{path} answered {answer.status_code}: raise the limits first")
        return taken

    return ask


def compare(ask: Callable[[str], float], known: str, rounds: int) -> tuple[list[float], list[float]]:
    """Seconds with the known address and with unknown ones, in pairs whose order is drawn by lot."""
    seconds: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(rounds):
        for is_known in random.sample((True, False), 2):
            seconds[is_known].append(ask(known if is_known else _unlike(known)))
    return seconds[True], seconds[False]


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("url")
    words.add_argument("--known", default="buyer@demo.example")
    words.add_argument("--rounds", type=int, default=90)
    asked = words.parse_args()
    origin = {"origin": asked.url}
    for path, more in (("/sign-in/", {"password": "Wrong42harbour"}), ("/reset/", {})):
        with httpx.Client(base_url=asked.url, headers=origin, trust_env=False, timeout=60) as client:
            known, unknown = compare(_asker(client, path, **more), asked.known, asked.rounds)
        chance = two_sided(known, unknown)
        medians = " / ".join(f"{1000 * statistics.median(each):.2f}" for each in (known, unknown))
        verdict = "TOLD APART" if chance < _SMALL else "not told apart"
        print(f"{path:10} known / unknown, median ms: {medians}; by chance {chance:.3f}: {verdict}")  # noqa: T201


if __name__ == "__main__":
    main()
