"""Numbers and routes, without HTTP."""

from __future__ import annotations

import re

import pytest

from kontor.sandbox.carriers import cainiao, numbers, yanwen, yunexpress
from kontor.sandbox.carriers.routes import Stage, route


@pytest.mark.parametrize("number", ["RB123456785GB", "AG904312272CN", "UG336196744YP", "UL419194573YP"])
def test_s10_numbers_of_the_world_hold(number: str) -> None:
    assert numbers.is_s10(number)
    assert numbers.s10(number[:2], number[2:10], number[-2:]) == number
    wrong = str((int(number[10]) + 1) % 10)
    assert not numbers.is_s10(number[:10] + wrong + number[11:])


def test_s10_check_digit_of_ten_is_nought_and_of_eleven_five() -> None:
    assert numbers.s10_check_digit("00000000") == 5
    assert numbers.s10_check_digit("00000008") == 0


def test_made_numbers_have_the_carriers_forms() -> None:
    for _ in range(50):
        assert re.fullmatch(r"YT\d{16}", numbers.yunexpress())
        assert re.fullmatch(r"LP\d{14}", numbers.cainiao())
        assert re.fullmatch(r"U[A-Z]\d{9}YP", numbers.yanwen())
        assert numbers.is_s10(numbers.yanwen())


def test_route_has_8_to_14_events_and_is_the_same_for_the_same_number() -> None:
    seen: set[Stage] = set()
    for serial in range(400):
        steps = route(f"LP{serial:014d}", "CN", "FR")
        stages = [step.stage for step in steps]
        assert 8 <= len(steps) <= 14
        assert (stages[0], stages[-1]) == (Stage.INFO, Stage.DELIVERED)
        assert steps == route(f"LP{serial:014d}", "CN", "FR")
        assert not {Stage.HELD, Stage.FAILED} <= set(stages)
        seen |= set(stages)
    assert seen == set(Stage)
    assert len(route("LP1", "CN", "CN")) in {8, 10}


def test_every_carrier_has_a_word_of_its_own_for_every_stage() -> None:
    for codes in (yunexpress.CODES, cainiao.CODES, yanwen.CODES):
        assert set(codes) == set(Stage)
        assert len(set(codes.values())) == len(Stage)
