"""The judgement without a database: crowds let through, farms caught, and its single rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kontor.contexts.risk.policy import weights
from kontor.contexts.risk.rules import signals
from kontor.contexts.risk.rules.evaluation import evaluate
from kontor.contexts.risk.rules.numbers import shipped, why_virtual
from kontor.contexts.risk.rules.style import alike, hand_of
from kontor.contexts.risk.rules.traces import network
from kontor.contexts.risk.tests import fitting_deeds, fitting_farms, judging_crowd, judging_deeds
from kontor.contexts.risk.tests.factories import hand


@pytest.mark.rule("ACC-30", "ACC-31")
def test_farms_are_caught_and_crowds_are_let_through():
    found = evaluate(fitting_deeds.with_deeds(fitting_farms.month(2, part=0.2), 2), weights())
    assert found.bothered <= 0.005
    assert found.caught >= 0.95
    assert found.precision >= 0.98


@pytest.mark.rule("ACC-30", "ACC-31")
def test_of_a_crowd_unknown_to_the_weights_less_is_true_but_not_worse_than_documented():
    month = judging_deeds.with_deeds(judging_crowd.month(11, people=300), 11)
    first = [known for known in month if known.attempt.at < judging_crowd.START + timedelta(days=7)]
    found = evaluate(first, weights())
    assert found.bothered <= 0.005
    assert found.caught >= 0.85
    assert found.precision >= 0.95
    at_the_door = evaluate([replace(known, deeds=()) for known in first], weights(), looks_again=False)
    assert 0.6 <= at_the_door.caught < found.caught
    assert at_the_door.bothered <= found.bothered  # what accounts do later bothers nobody at the door


@pytest.mark.rule("ACC-32")
def test_numbers_of_virtual_services_are_known_by_plan_and_by_list():
    assert why_virtual("+447012345678", shipped()) in {"plan", "prefix"}
    assert why_virtual("+15005550006", shipped()) in {"plan", "prefix"}
    assert why_virtual("+359888123456", shipped()) == ""


def test_a_hand_is_known_by_times_per_key():
    assert alike(hand_of(hand()), hand_of(hand(gap=190)))
    assert not alike(hand_of(hand()), hand_of(hand(gap=320)))
    assert alike(hand_of(None), hand_of(None))


def test_networks_are_cut_the_same_for_mapped_addresses():
    assert network("::ffff:10.1.2.3") == network("10.1.2.9") == "10.1.2.0/24"
    assert network("2001:db8::1") == "2001:db8::/64"
    assert network("nonsense") == ""


def test_no_report_is_no_offence_and_too_long_a_one_is():
    assert not signals.read("").unreadable
    assert signals.read("x" * 7000).unreadable
