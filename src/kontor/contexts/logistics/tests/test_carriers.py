import pytest

from kontor.contexts.logistics import carriers
from kontor.contexts.logistics.carriers import s10


def test_three_carriers_are_declared():
    assert set(carriers.all_carriers()) >= {"cainiao", "yanwen", "yunexpress"}


@pytest.mark.parametrize("carrier", carriers.all_carriers().values(), ids=lambda carrier: carrier.code)
def test_a_declaration_holds_together(carrier):
    assert carrier.number(carrier.example) == carrier.example
    for form in carrier.formats:
        assert form.holds(form.example), form
    assert len({service.code for service in carrier.services}) == len(carrier.services)
    for service in carrier.services:
        assert 0 < service.min_days <= service.max_days
        assert sum(not zone.countries for zone in service.zones) == 1, "one zone takes all other countries"
    assert "{number}" in carrier.tracking_page
    assert carrier.names["en"]


@pytest.mark.parametrize(
    ("code", "typed", "number"),
    [
        ("yunexpress", " yt2229 5212 7216 4446 ", "YT2229521272164446"),
        ("yunexpress", "YT222952127216444", None),
        ("yunexpress", "LP00123456789012", None),
        ("cainiao", "lp-0012-3456-7890-12", "LP00123456789012"),
        ("cainiao", "LV123456785CN", "LV123456785CN"),
        ("cainiao", "LV123456784CN", None),
        ("yanwen", "ug336196744yp", "UG336196744YP"),
        ("yanwen", "UG336196745YP", None),
        ("yanwen", "", None),
    ],
)
def test_numbers_are_normalised_and_checked(code, typed, number):
    assert carriers.find(code).number(typed) == number


def test_a_number_hints_at_its_carrier():
    assert [carrier.code for carrier in carriers.guess("YT2229521272164446")] == ["yunexpress"]
    assert [carrier.code for carrier in carriers.guess("UG336196744YP")] == ["cainiao", "yanwen"]


@pytest.mark.parametrize("number", ["RA123456785CN", "AG904312272CN", "UG336196744YP", "RB000000005FR"])
def test_s10_numbers_hold(number):
    assert s10.holds(number), s10.check_digit(number[2:10])


@pytest.mark.parametrize("number", ["RA123456784CN", "RA12345678CN", "RA12345678５CN", "1A123456785CN", ""])
def test_other_numbers_do_not(number):
    assert not s10.holds(number)


@pytest.mark.parametrize(("serial", "digit"), [("12345678", 5), ("00000000", 5), ("47312482", 9)])
def test_check_digits(serial, digit):
    assert s10.check_digit(serial) == digit
