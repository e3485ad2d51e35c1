from datetime import UTC, datetime, timedelta

import time_machine

from kontor.kernel.ids import new_id, public_number


def _moment(value):
    return (value.int >> 80) / 1000


def test_ids_sort_in_the_order_in_which_they_were_made():
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}


def test_ids_of_a_clock_that_stands_still_keep_their_order():
    with time_machine.travel(datetime(2030, 5, 1, tzinfo=UTC), tick=False):
        made = [new_id() for _ in range(500)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_an_id_tells_its_moment_and_a_clock_set_back_is_believed():
    at = datetime(2031, 1, 1, 12, tzinfo=UTC)
    assert _moment(new_id(at)) == at.timestamp()
    assert new_id(at) < new_id(at + timedelta(microseconds=1))
    with time_machine.travel(at + timedelta(days=1), tick=False):
        new_id()
    with time_machine.travel(at, tick=False):
        assert _moment(new_id()) == at.timestamp()


def test_public_numbers_have_sixteen_digits_and_no_order():
    made = [public_number() for _ in range(200)]
    assert {len(str(one)) for one in made} == {16}
    assert made != sorted(made)
