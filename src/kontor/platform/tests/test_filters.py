"""Filters that people keep for a list (TRD-02)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from kontor.platform import filters

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02")]

LIST = "tests.list"


def test_a_filter_is_kept_replaced_and_forgotten() -> None:
    me, store = uuid4(), uuid4()
    pairs = [("state", "draft"), ("q", "a b&c"), ("stock", "")]
    one = filters.keep(account_id=me, list_name=LIST, scope=store, name="  My   drafts ", pairs=pairs)
    [kept] = filters.saved(account_id=me, list_name=LIST, scope=store)
    assert (kept.id, kept.name, kept.query) == (one, "My drafts", "state=draft&q=a+b%26c")
    again = filters.keep(account_id=me, list_name=LIST, scope=store, name="My drafts", pairs=[("q", "z")])
    assert again == one
    assert [each.query for each in filters.saved(account_id=me, list_name=LIST, scope=store)] == ["q=z"]
    assert filters.forget(account_id=me, filter_id=one)
    assert filters.saved(account_id=me, list_name=LIST, scope=store) == []


def test_filters_belong_to_one_person_one_list_and_one_scope() -> None:
    me, store = uuid4(), uuid4()
    one = filters.keep(account_id=me, list_name=LIST, scope=store, name="Mine", pairs=[("q", "x")])
    assert filters.saved(account_id=uuid4(), list_name=LIST, scope=store) == []
    assert filters.saved(account_id=me, list_name="tests.other", scope=store) == []
    assert filters.saved(account_id=me, list_name=LIST) == []
    assert not filters.forget(account_id=uuid4(), filter_id=one)
    assert len(filters.saved(account_id=me, list_name=LIST, scope=store)) == 1


def test_what_makes_no_filter_is_refused(policy_value: Any) -> None:
    me = uuid4()
    policy_value("filters.most", "1")
    with pytest.raises(filters.FilterNameMissing):
        filters.keep(account_id=me, list_name=LIST, name=" ", pairs=[("q", "x")])
    with pytest.raises(filters.FilterEmpty):
        filters.keep(account_id=me, list_name=LIST, name="x", pairs=[("q", "")])
    with pytest.raises(filters.FilterTooLong):
        filters.keep(account_id=me, list_name=LIST, name="x", pairs=[("q", "x" * 600)])
    filters.keep(account_id=me, list_name=LIST, name="x", pairs=[("q", "x")])
    with pytest.raises(filters.TooManyFilters):
        filters.keep(account_id=me, list_name=LIST, name="y", pairs=[("q", "x")])
    assert [each.name for each in filters.saved(account_id=me, list_name=LIST)] == ["x"]
