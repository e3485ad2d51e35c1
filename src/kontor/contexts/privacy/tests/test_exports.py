"""A copy of one's own data: asked for, made by a job, sealed, taken by its owner, gone after its time."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.buyers.models import Address
from kontor.contexts.notifications.models import Notice
from kontor.contexts.privacy import policy, queries
from kontor.contexts.privacy.errors import ArchiveNotFound
from kontor.contexts.privacy.models import Archive, PrivacyRequest
from kontor.contexts.privacy.services.ask_export import ask_export
from kontor.contexts.privacy.services.drop_old import drop_old
from kontor.contexts.privacy.services.make_archive import make_archive
from kontor.contexts.privacy.services.take_archive import take_archive
from kontor.kernel import clock
from kontor.kernel.viewer import Buyer
from kontor.platform import jobs
from kontor.platform.limits import TooMany

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-42")]


def _asked(**account):
    owner = make_account(**account)
    Address.objects.create(buyer=owner, country="BG", recipient="Веселa", street="ул. Шипка 6", phone="+359888123456")
    identity = ask_export(account_id=owner.id)
    jobs.drain()
    return owner, identity


def _opened(owner, identity) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(take_archive(viewer=Buyer(owner.id), request_id=identity)))


def test_the_archive_is_json_for_programs_and_a_page_for_people():
    owner, identity = _asked()
    bundle = _opened(owner, identity)
    assert bundle.testzip() is None
    addresses = json.loads(bundle.read("data/buyers-address.json").decode("utf-8"))
    assert [row["street"] for row in addresses["rows"]] == ["ул. Шипка 6"]
    assert addresses["columns"]["street"] == "Street"
    page = bundle.read("index.html").decode("utf-8")
    assert page.startswith("<!doctype html>")
    assert "ул. Шипка 6" in page
    assert owner.email in page


def test_what_somebody_typed_is_escaped_in_the_page():
    owner = make_account(name_as_typed="<script>alert(1)</script>")
    identity = ask_export(account_id=owner.id)
    jobs.drain()
    page = _opened(owner, identity).read("index.html").decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_secrets_do_not_leave_the_house():
    owner, identity = _asked()
    bundle = _opened(owner, identity)
    everything = b"".join(bundle.read(name) for name in bundle.namelist())
    assert owner.password.encode() not in everything


def test_it_lies_sealed_and_opens_for_its_owner_alone():
    owner, identity = _asked()
    row = Archive.objects.get()
    assert b"PK" not in bytes(row.sealed)[:64]
    assert owner.email.encode() not in bytes(row.sealed)
    stranger = make_account()
    with pytest.raises(ArchiveNotFound):
        take_archive(viewer=Buyer(stranger.id), request_id=identity)
    assert Archive.objects.get().taken_at is None
    take_archive(viewer=Buyer(owner.id), request_id=identity)
    assert Archive.objects.get().taken_at is not None


def test_its_time_ends():
    owner, identity = _asked()
    with clock.moved(timedelta(days=policy.ARCHIVE_KEPT.int())):
        with pytest.raises(ArchiveNotFound):
            take_archive(viewer=Buyer(owner.id), request_id=identity)
        assert drop_old() == (1, 0)
    assert not Archive.objects.exists()
    assert PrivacyRequest.objects.get().state == "done"  # the log stays


def test_the_owner_is_told():
    owner, identity = _asked()
    [notice] = Notice.objects.filter(account_id=owner.id)
    assert (notice.kind, notice.cause) == ("archive_ready", f"privacy.archive:{identity}")


@pytest.mark.parametrize(("country", "law", "days"), [("BG", "gdpr", 30), ("BR", "gdpr", 30), ("CN", "pipl", 15)])
def test_each_request_is_logged_with_the_deadline_of_its_law(country, law, days):
    owner = make_account(country=country)
    ask_export(account_id=owner.id)
    row = PrivacyRequest.objects.get()
    assert (row.law, row.due_at - row.asked_at) == (law, timedelta(days=days))
    assert (row.state, row.audience, row.account_id) == ("waiting", "buyer", owner.id)


def test_asking_twice_makes_one_and_too_often_is_refused():
    owner = make_account()
    first = ask_export(account_id=owner.id)
    assert ask_export(account_id=owner.id) == first
    for _ in range(policy.ARCHIVES_PER_DAY.int() - 1):
        jobs.drain()
        ask_export(account_id=owner.id)
    jobs.drain()
    made = PrivacyRequest.objects.count()
    with pytest.raises(TooMany):
        ask_export(account_id=owner.id)
    assert PrivacyRequest.objects.count() == made == policy.ARCHIVES_PER_DAY.int()


def test_making_it_twice_makes_one():
    _owner, identity = _asked()
    assert make_archive(request_id=identity) is False
    assert Archive.objects.count() == 1


def test_own_requests_are_the_owners():
    owner, identity = _asked()
    make_account()
    [seen] = queries.own_requests(Buyer(owner.id))
    assert seen.id == identity
    assert seen.archive_until is not None
    assert queries.own_requests(Buyer(make_account().id)) == []
