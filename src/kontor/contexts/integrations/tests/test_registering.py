"""Registering programs, certifying them, presets (SEL-30, SEL-31)."""

from __future__ import annotations

import pytest

from kontor.contexts.integrations import presets, secrets
from kontor.contexts.integrations.errors.programs import NothingToCertify, ProgramNotFound, TooManyPrograms
from kontor.contexts.integrations.models import Application, Grant
from kontor.contexts.integrations.queries.programs import known_program, switched_on
from kontor.contexts.integrations.queries.programs import program as one
from kontor.contexts.integrations.rules.addresses import address_holds, at_one_of
from kontor.contexts.integrations.scopes import SCOPES, unknown
from kontor.contexts.integrations.services.ask_certification import KIND, ask_certification
from kontor.contexts.integrations.services.change_program import change_program
from kontor.contexts.integrations.services.decide_certification import decide_certification
from kontor.contexts.integrations.services.register_program import register_program
from kontor.contexts.integrations.services.remove_program import remove_program
from kontor.contexts.integrations.services.renew_secret import renew_secret
from kontor.contexts.integrations.services.switch_on_preset import switch_on_preset
from kontor.contexts.integrations.tests.factories import CALLBACK, draft, program, token
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tests import factories
from kontor.kernel.errors import Refusals
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform import reviews

OPERATOR = Operator(new_id())


@pytest.mark.parametrize(
    ("address", "holds"),
    [
        (CALLBACK, True), ("https://erp.example:8443/cb?x=1", True), ("http://127.0.0.1:7777/cb", True),
        ("http://[::1]/cb", True), ("http://erp.example/cb", False), ("http://localhost/cb", False),
        ("https://erp.example/cb#x", False), ("https://u:p@erp.example/cb", False), ("https://*.erp.example/", False),
        ("https://erp.example/a/../b", False), ("javascript:alert(1)", False), ("//erp.example/cb", False),
        ("https:///cb", False), ("https://erp.example:99999/", False), ("https://erp.example/ cb", False),
        ("https://ërp.example/", False), ("com.example.app:/cb", False), ("", False), ("https://e/" + "x" * 400, False),
    ],
)  # fmt: skip
def test_which_addresses_people_may_be_sent_back_to(address: str, holds: bool) -> None:
    assert address_holds(address) is holds


@pytest.mark.rule("SEL-30")
def test_there_are_twelve_presets_with_scopes_that_exist_and_need_no_certification() -> None:
    assert len(presets.PRESETS) == 12
    assert {"shopify", "dianxiaomi", "mabang"} <= set(presets.PRESETS)
    for preset in presets.PRESETS.values():
        assert not unknown(preset.scopes), preset.code
        assert not [name for name in preset.scopes if SCOPES[name].certified], preset.code
        assert address_holds(preset.website), preset.code
    assert at_one_of("https://a.dianxiaomi.com/x", presets.PRESETS["dianxiaomi"].hosts)
    assert not at_one_of("https://dianxiaomi.com.evil.example/x", presets.PRESETS["dianxiaomi"].hosts)


@pytest.mark.django_db
class TestRegistering:
    def test_only_who_may_connect_programs_registers_one(self) -> None:
        store = factories.store()
        with pytest.raises(RightMissing):
            register_program(seat=factories.seat(store, "manager"), draft=draft())
        assert not Application.objects.exists()

    def test_the_secret_is_told_once_and_kept_as_a_hash(self) -> None:
        seat = factories.owner_seat(factories.store())
        made = program(seat)
        row = Application.objects.get()
        assert row.secret_hash == secrets.hashed(made.secret)
        assert made.secret not in str(row.__dict__)
        again = renew_secret(viewer=seat, application_id=made.application_id)
        row.refresh_from_db()
        assert (again != made.secret, row.secret_hash) == (True, secrets.hashed(again))
        with pytest.raises(ProgramNotFound):
            renew_secret(viewer=factories.owner_seat(factories.store()), application_id=made.application_id)

    def test_all_that_does_not_hold_is_told_at_once(self) -> None:
        seat = factories.owner_seat(factories.store())
        wrong = draft(name="", contact="nobody", website="http://x", redirect_uris=("ftp://x",), scopes=("all",))
        with pytest.raises(Refusals) as refused:
            register_program(seat=seat, draft=wrong)
        assert {part.field for part in refused.value.parts} == {"name", "contact", "website", "redirect_uris", "scopes"}
        assert not Application.objects.exists()

    def test_a_store_registers_so_many(self, policy_value) -> None:
        policy_value("integrations.programs_at_most", "1")
        seat = factories.owner_seat(factories.store())
        program(seat)
        with pytest.raises(TooManyPrograms):
            program(seat)
        program(factories.owner_seat(factories.store()))

    def test_another_store_s_program_is_like_an_absent_one(self) -> None:
        made = program(factories.owner_seat(factories.store()))
        stranger = factories.owner_seat(factories.store())
        for act in (
            lambda: one(stranger, made.application_id),
            lambda: change_program(seat=stranger, application_id=made.application_id, draft=draft(name="Mine")),
            lambda: remove_program(seat=stranger, application_id=made.application_id),
            lambda: ask_certification(seat=stranger, application_id=made.application_id),
        ):
            with pytest.raises(ProgramNotFound):
                act()
        assert Application.objects.get().name == "Warehouse Bridge"

    def test_removing_a_program_disconnects_it(self) -> None:
        seat = factories.owner_seat(factories.store())
        made = program(seat)
        token(seat, application_id=made.application_id)
        remove_program(seat=seat, application_id=made.application_id)
        assert not Application.objects.exists()
        assert not Grant.objects.exists()


@pytest.mark.django_db
@pytest.mark.rule("SEL-31")
class TestCertification:
    def test_the_operator_looks_at_it_in_a_queue_and_the_verdict_is_kept(self) -> None:
        seat = factories.owner_seat(factories.store())
        made = program(seat, scopes=("orders:read", "messages:read"))
        ask_certification(seat=seat, application_id=made.application_id)
        with pytest.raises(NothingToCertify):
            ask_certification(seat=seat, application_id=made.application_id)
        item = reviews.claim_oldest(viewer=OPERATOR, kind=KIND)
        evidence = dict(reviews.case(OPERATOR, item.pk).evidence)
        assert evidence["People are sent back to"] == [CALLBACK]
        reviews.decide(viewer=OPERATOR, item_id=item.pk, decision="certify", reason="Known to us.")
        row = Application.objects.get()
        assert (row.certification, row.verdict, row.certified_at is not None) == ("certified", "Known to us.", True)

    def test_a_refusal_can_be_asked_about_again(self) -> None:
        seat = factories.owner_seat(factories.store())
        made = program(seat, scopes=("messages:read",))
        ask_certification(seat=seat, application_id=made.application_id)
        item = reviews.claim_oldest(viewer=OPERATOR, kind=KIND)
        reviews.decide(viewer=OPERATOR, item_id=item.pk, decision="refuse", reason="We could not reach you.")
        assert one(seat, made.application_id).certification == "refused"
        ask_certification(seat=seat, application_id=made.application_id)
        decide_certification(viewer=OPERATOR, application_id=made.application_id, certified=True, reason="By phone.")
        assert known_program(OPERATOR, made.application_id).certification == "certified"

    def test_a_program_without_message_scopes_needs_none(self) -> None:
        seat = factories.owner_seat(factories.store())
        made = program(seat)
        with pytest.raises(NothingToCertify):
            ask_certification(seat=seat, application_id=made.application_id)

    @pytest.mark.parametrize(
        ("change", "kept"),
        [
            ({"about": "New words"}, True), ({"name": "Other"}, False),
            ({"redirect_uris": ("https://x.example/",)}, False),
            ({"scopes": ("messages:read", "messages:write")}, False),
            ({"scopes": ("messages:read", "stock:write")}, True),
        ],
    )  # fmt: skip
    def test_it_was_given_for_what_was_seen(self, change: dict[str, object], kept: bool) -> None:
        seat = factories.owner_seat(factories.store())
        made = program(seat, scopes=("messages:read",))
        decide_certification(viewer=OPERATOR, application_id=made.application_id, certified=True, reason="")
        change_program(
            seat=seat, application_id=made.application_id, draft=draft(**({"scopes": ("messages:read",)} | change))
        )
        assert (Application.objects.get().certification == "certified") is kept


@pytest.mark.django_db
@pytest.mark.rule("SEL-30")
def test_the_operator_switches_a_preset_on_with_its_makers_own_addresses() -> None:
    with pytest.raises(Refusals) as refused:
        switch_on_preset(
            viewer=OPERATOR, code="mabang", contact="api@mabang.example", redirect_uris=("https://evil.example/cb",)
        )
    assert [part.code for part in refused.value.parts] == ["ERR_REDIRECT_NOT_OF_PRESET"]
    assert not Application.objects.exists()
    address = "https://erp.mabangerp.com/kontor"
    made = switch_on_preset(viewer=OPERATOR, code="mabang", contact="api@mabang.example", redirect_uris=(address,))
    again = switch_on_preset(
        viewer=OPERATOR, code="mabang", contact="api@mabang.example", redirect_uris=(address, address + "/2")
    )
    assert (made.secret != "", again.secret, again.client_id) == (True, "", made.client_id)
    view = switched_on(OPERATOR)["mabang"]
    assert (list(view.redirect_uris), view.certification, view.made_by) == ([address, address + "/2"], "certified", "")
