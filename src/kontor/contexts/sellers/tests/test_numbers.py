"""Numbers checked offline, requirements by country and type, tax numbers by destination. No database."""

import pytest

from kontor.contexts.sellers.lifecycle import BUSINESS, STAGE, Stage
from kontor.contexts.sellers.rules import numbers, taxes
from kontor.contexts.sellers.rules.eori import COUNTRIES, eori
from kontor.contexts.sellers.rules.forms import Deed, most
from kontor.contexts.sellers.rules.requirements import TABLE, asked, missing
from kontor.kernel.lifecycle import Actor, MoveRefused

pytestmark = pytest.mark.rule("SEL-01")


@pytest.mark.parametrize(("name", "country", "good", "usual", "bad"), [
    ("register", "CN", "9111 0000 6000 37341l", "91110000600037341L", "91110000600037341M"),
    ("person", "CN", "11010519491231002x", "11010519491231002X", "110105194912310021"),
    ("tax", "DE", "136695976", "DE136695976", "DE136695978"),
    ("tax", "GR", "094259216", "EL094259216", "EL094259217"),
    ("vat", "GB", "GB 980 7806 84", "980780684", "980780685"),
    ("tax", "IN", "27AAPFU0939F1ZV", "27AAPFU0939F1ZV", "27AAPFU0939F1ZO"),
    ("tax", "BR", "16.727.230/0001-97", "16727230000197", "16.727.230/0001-98"),
    ("person", "BR", "390.533.447-05", "39053344705", "231.002.999-00"),
    ("tax", "RU", "7707083893", "7707083893", "7707083894"),
    ("tax", "AU", "83 914 571 673", "83914571673", "83 914 571 674"),
    ("iban", "DE", "DE89 3704 0044 0532 0130 00", "DE89370400440532013000", "DE89370400440532013001"),
    ("bic", "US", "AGRIFRPP882", "AGRIFRPP882", "AGRIF2PP"),
    ("ioss", "EU", "IM3720000224", "IM3720000224", "IM0123456789"),
])  # fmt: skip
def test_a_check_digit_is_looked_at(name, country, good, usual, bad):
    found = numbers.check(name, good, country)
    assert found is not None
    assert (found.number, found.sure) == (usual, True)
    assert numbers.check(name, bad, country) is None


def test_where_there_is_no_check_digit_the_form_is_looked_at():
    assert numbers.check("register", "HRB 12345", "DE") == numbers.Checked("HRB12345", sure=False)
    assert numbers.check("account", "6222 0000 1234", "CN") == numbers.Checked("622200001234", sure=False)
    assert numbers.check("account", "6222-x", "CN") is None
    assert numbers.check("alipay", "shop@example.com", "CN") is not None
    assert numbers.check("alipay", "shop", "CN") is None


@pytest.mark.rule("SEL-04")
@pytest.mark.parametrize(("typed", "usual", "sure"), [
    ("DE 1234567", "DE1234567", False), ("gb205672212000", "GB205672212000", False),
    ("ATEOS1000000001", "ATEOS1000000001", False), ("FR 73282932000074", "FR73282932000074", True),
    ("IT00743110157", "IT00743110157", True), ("HR33392005961", "HR33392005961", True),
    ("PT501964843", "PT501964843", True), ("PL5261040828" + "00000", "PL526104082800000", False),
    ("XI205672212000", "XI205672212000", False), ("FI1234567-8", "FI12345678", False),
])  # fmt: skip
def test_an_eori_number_has_its_authoritys_form(typed, usual, sure):
    assert eori(typed) == (usual, sure)


@pytest.mark.rule("SEL-04")
@pytest.mark.parametrize("typed", [
    "", "DE", "DE123456", "DE1234567890123456", "ATEOS12345", "AT1000000001", "FR73282932000075", "IT00743110158",
    "GB20567221200", "US123456789", "EL123456789", "ＤＥ１２３４５６７",
])  # fmt: skip
def test_what_is_no_eori_number_is_refused(typed):
    assert eori(typed) is None


@pytest.mark.rule("SEL-04")
def test_every_member_state_has_a_form():
    assert numbers.EU <= COUNTRIES
    assert {"GB", "XI"} <= COUNTRIES
    assert len(numbers.EU) == 27


@pytest.mark.rule("SEL-04")
def test_an_eori_number_of_another_place_does_not_serve():
    assert numbers.check("eori", "GB205672212000", "EU") is None
    assert numbers.check("eori", "DE1234567", "GB") is None
    assert numbers.check("eori", "DE1234567", "EU") is not None


def test_requirements_differ_by_country_and_type():
    def codes(country, form, stage):
        return [one.code for one in asked(stage, country=country, form=form)]

    assert codes("CN", "enterprise", Stage.LICENCE) == ["licence_number", "licence_picture"]
    assert codes("DE", "enterprise", Stage.LICENCE) == ["registration_number", "licence_picture"]
    assert codes("DE", "sole_trader", Stage.LICENCE) == ["trade_number", "licence_picture"]
    assert codes("DE", "sole_trader", Stage.PAYOUT) == ["account_holder", "iban"]
    assert codes("US", "enterprise", Stage.PAYOUT) == ["account_holder", "account_number_abroad", "bic"]
    assert "operator_name" in codes("CN", "sole_trader", Stage.PERSON)
    assert len({one.code for one in TABLE}) == len(TABLE)
    assert {one.check for one in TABLE} - {""} <= set(numbers.CHECKS)


def test_what_depends_on_another_answer_is_missing_only_then():
    rows = asked(Stage.PAYOUT, country="CN", form="enterprise")

    def gaps(values):
        return [one.code for one in missing(rows, values=values, papers=(), proofs=())]

    assert gaps({}) == ["payout_way", "account_holder"]
    assert gaps({"payout_way": "bank", "account_holder": "x"}) == ["bank_name", "account_number"]
    assert gaps({"payout_way": "alipay", "account_holder": "x"}) == ["alipay_account"]
    assert gaps({"payout_way": "alipay", "account_holder": "x", "alipay_account": "a@b.example"}) == []


@pytest.mark.rule("SEL-04")
def test_one_of_the_sets_is_enough_and_a_vat_number_serves_in_its_country_only():
    sets = taxes.accepted("ioss, vat+eori")
    assert sets is not None
    assert not taxes.holds([], "FR", sets)
    assert taxes.holds([("EU", "ioss")], "FR", sets)
    assert not taxes.holds([("DE", "vat"), ("EU", "eori")], "FR", sets)
    assert taxes.holds([("FR", "vat"), ("DE", "eori")], "FR", sets)
    assert not taxes.holds([("FR", "vat")], "FR", sets)
    assert not taxes.holds([("GB", "vat")], "FR", sets)
    assert taxes.holds([], "US", ())
    assert taxes.accepted("ioss; cowries") is None
    assert taxes.written(sets) == "ioss, vat+eori"
    assert taxes.crosses("CN", "FR")
    assert not taxes.crosses("DE", "FR")
    assert all(taxes.accepted(text) for text in taxes.DEMANDS.values())


@pytest.mark.rule("SEL-02")
def test_the_table_of_types_says_how_many():
    assert most("sole_trader", Deed.STORE) == 1
    assert most("enterprise", Deed.STORE) == 10
    assert most("sole_trader", Deed.BRAND) == 0
    assert most("enterprise", Deed.BRAND) is None


def test_the_tables_of_moves_allow_what_they_say():
    assert BUSINESS.possible("review", Actor.OPERATOR) == ["approve", "send_back", "refuse", "decline"]
    assert BUSINESS.possible("verified", Actor.SELLER) == ["change"]
    assert BUSINESS.possible("review", Actor.SELLER) == []
    assert STAGE.possible("accepted", Actor.SELLER) == ["reopen"]
    with pytest.raises(MoveRefused):
        STAGE.check("fill", "review", Actor.SELLER)
