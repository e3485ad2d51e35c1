"""Weights of evidence: what is rare tells much, what is common nothing, and what a farm varies not against it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kontor.contexts.risk.policy import weights
from kontor.contexts.risk.rules.attempt import Attempt
from kontor.contexts.risk.rules.company import Company, company_of
from kontor.contexts.risk.rules.decide import decide
from kontor.contexts.risk.rules.decision import Decision
from kontor.contexts.risk.rules.deeds import ties_of
from kontor.contexts.risk.rules.doors import door_of
from kontor.contexts.risk.rules.habits import habits_of, template_of
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.likeness import NOTHING_KNOWN, Likeness, Usual, usual_of
from kontor.contexts.risk.rules.seen import Other
from kontor.contexts.risk.rules.style import cells_of, hand_of, unpacked
from kontor.contexts.risk.rules.traces import mark_of
from kontor.contexts.risk.tests.factories import hand, somebody


def _pair(attempt: Attempt) -> tuple[int, int]:
    return hand_of(attempt.behaviour), habits_of(attempt)


def _crowd(many: int = 400) -> list[Attempt]:
    return [somebody(contact=replace(somebody().contact, domain=f"mail{n % 5}.example")) for n in range(many)]


@pytest.fixture(scope="module")
def usual() -> Usual:
    return usual_of((_pair(each) for each in _crowd()), 400)


@pytest.mark.rule("ACC-30")
def test_what_strangers_share_tells_less_than_what_nobody_else_has(usual: Usual) -> None:
    mine = somebody(contact=replace(somebody().contact, domain="mail1.example"), behaviour=hand())
    rare = replace(mine, contact=replace(mine.contact, domain="farm.example"))
    measured = {
        each.contact.domain: Likeness(*_pair(each), usual).to(*_pair(replace(each, address="10.77.1.1")))
        for each in (mine, rare)
    }
    assert measured["farm.example"] > measured["mail1.example"] > 0


@pytest.mark.rule("ACC-30")
def test_who_varies_what_can_be_varied_is_known_by_the_hand(usual: Usual) -> None:
    mine = somebody(behaviour=hand(gap=61, spread=0.2, pause=0.5))
    other = somebody(behaviour=hand(gap=62, spread=0.2, pause=0.5), country="US")
    stranger = somebody(behaviour=hand(gap=240, spread=0.8, pause=3), country="US")
    measure = Likeness(*_pair(mine), usual)
    assert measure.to(*_pair(other)) > 3
    assert measure.to(*_pair(stranger)) < 0


@pytest.mark.rule("ACC-30")
def test_a_young_installation_takes_nothing_for_rare(usual: Usual) -> None:
    for name in ("shape", "headers", "contact", "template", "country", "region"):
        assert NOTHING_KNOWN.share(name, 77) > 8 * usual.share(name, 77), name


def test_what_is_usual_survives_being_kept(usual: Usual) -> None:
    again = Usual.from_json(usual.as_json())
    assert again == usual
    assert again.share("country", 1) < 0.05


def test_hands_next_to_each_other_are_found_under_each_others_cells() -> None:
    for gap in range(60, 400, 7):
        one, next_to_it = hand_of(hand(gap=gap, spread=0.5)), hand_of(hand(gap=gap * 1.1, spread=0.55))
        assert cells_of(next_to_it)[0] in cells_of(one), gap
    assert cells_of(hand_of(None)) == ()
    assert unpacked(12345 << 24) is None  # packed in an earlier way: alike to none


@pytest.mark.parametrize(
    ("name", "template"),
    [("john.smith84", "L1.L1D2"), ("JOHN.SMITH84", "L1.L1D2"), ("xqzwv1234", "L1D4"), ("ann+shop", "L0+"), ("", "")],
)
def test_a_mailbox_is_known_by_how_it_is_built(name: str, template: str) -> None:
    assert template_of(name) == template


def test_one_house_is_one_door_however_it_is_spelt() -> None:
    doors = {
        door_of(country="BG", postcode=code, city="Sofia", street=street)
        for code, street in (
            ("1000", "Vitosha Blvd 12"),
            ("1000", "VITOSHA blvd. 12, ap. 7"),
            ("10 00", "Vitosha 12-b"),
        )
    }
    assert len(doors) == 1
    assert door_of(country="BG", postcode="1000", city="Sofia", street="Vitosha Blvd 14") not in doors


def _others(many: int, *, one_hand: bool, place: int = 0) -> list[Other]:
    same = [{"behaviour": hand(gap=61 + n % 2, spread=0.2, pause=0.5)} if one_hand else {} for n in range(many)]
    return [Other(n, 2.0, True, place or 100 + n, 0, *_pair(somebody(**given))) for n, given in enumerate(same)]


@pytest.mark.rule("ACC-31")
@pytest.mark.parametrize("kind", [TraceKind.DOOR, TraceKind.COURIER, TraceKind.STORE])
def test_one_hand_at_one_door_or_store_is_linked_and_a_crowd_is_not(kind: TraceKind, usual: Usual) -> None:
    in_force = weights(400, usual)
    me = Other("me", 0.0, True, 7, 0, *_pair(somebody(behaviour=hand(gap=61, spread=0.2, pause=0.5))))
    farm, crowd = _others(8, one_hand=True), _others(30, one_hand=False)
    assert set(ties_of(kind, me, farm, in_force)) == set(range(8))
    assert ties_of(kind, me, crowd, in_force) == {}
    assert ties_of(kind, me, farm, weights()) == {}  # nothing is known yet of what is usual
    if kind is not TraceKind.STORE:  # who shares the line, too, is a household or a dormitory
        assert ties_of(kind, me, _others(8, one_hand=True, place=7), in_force) == {}


@pytest.mark.rule("ACC-31")
def test_a_workshop_comes_back_day_after_day_and_a_class_an_office_or_a_carrier_does_not() -> None:
    attempt = somebody()
    mark = mark_of(attempt, secret="test")

    def of_days(many: dict[int, int], *, like: bool = True) -> list[Other]:
        days = [day for day, times in many.items() for _ in range(times)]
        machine = mark.machine if like else 1
        return [
            Other((n, like), 24.0 * day + 2, True, mark.place, machine, *_pair(somebody()))
            for n, day in enumerate(days)
        ]

    def company(here: list[Other]) -> Company:
        return company_of(mark, {TraceKind.ADDRESS: here}, weights())

    room = of_days({0: 5, 1: 7, 3: 6})  # several hands: none of them is alike
    assert company(room).workshop == 3
    assert set(company(room).ties) == {other.who for other in room}
    assert company(of_days({0: 30, 1: 4, 2: 4})).workshop == 0
    assert company(room + of_days({0: 9, 1: 9, 3: 9}, like=False)).workshop == 0
    assert company(of_days({8: 5, 9: 5, 10: 5})).workshop == 0
    verdict = decide(attempt, mark, {TraceKind.ADDRESS: room}, weights())
    assert verdict.decision is Decision.HOLD
    assert "day_after_day" in {finding.code for finding in verdict.findings}
