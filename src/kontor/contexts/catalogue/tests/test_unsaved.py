"""What is typed and not saved waits for its person, and for nobody else (TRD-02)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from kontor.contexts.catalogue import queries
from kontor.contexts.catalogue.errors import DraftTooLarge, ProductNotFound
from kontor.contexts.catalogue.jobs import sweep
from kontor.contexts.catalogue.models import EditorDraft, ProductChange
from kontor.contexts.catalogue.services.discard_draft import discard_draft
from kontor.contexts.catalogue.services.keep_draft import keep_draft
from kontor.contexts.catalogue.tests.factories import product
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02")]


def kept(who: Any, title: str = "Lamp", product_id: Any = None, draft_id: Any = None) -> Any:
    return keep_draft(
        seat=who,
        draft_id=draft_id or uuid4(),
        product_id=product_id,
        version=1,
        title=title,
        typed={"title.en": [title]},
    )


def test_one_draft_for_each_person_and_product() -> None:
    one = product()
    owner, colleague = owner_seat(one.store), seat(one.store, "manager")
    kept(owner, "First", one.id)
    kept(owner, "Second", one.id)
    kept(colleague, "Colleague's", one.id)
    mine = queries.unsaved_of(owner, one.id)
    assert mine is not None
    assert (mine.title, mine.typed, mine.version) == ("Second", {"title.en": ["Second"]}, 1)
    assert EditorDraft.objects.count() == 2
    discard_draft(seat=owner, product_id=one.id)
    assert queries.unsaved_of(owner, one.id) is None
    assert queries.unsaved_of(colleague, one.id) is not None


def test_new_products_are_begun_side_by_side_up_to_a_number(policy_value: Any) -> None:
    policy_value("catalogue.drafts_max", "2")
    owner = owner_seat(store())
    ids = []
    for minute in range(3):
        with clock.moved(timedelta(minutes=minute)):
            ids.append(kept(owner, f"New {minute}"))
    assert [each.title for each in queries.unsaved_new(owner)] == ["New 2", "New 1"]
    with clock.moved(timedelta(minutes=5)):
        kept(owner, "New 1 again", draft_id=ids[1])
    assert [each.title for each in queries.unsaved_new(owner)] == ["New 1 again", "New 2"]


def test_nobody_reads_or_writes_anothers_draft() -> None:
    one = product()
    owner, stranger = owner_seat(one.store), owner_seat(store())
    draft_id = kept(owner)
    assert queries.unsaved(stranger, draft_id) is None
    with pytest.raises(ProductNotFound):
        kept(stranger, draft_id=draft_id)
    with pytest.raises(ProductNotFound):
        kept(stranger, product_id=one.id)
    with pytest.raises(RightMissing):
        kept(seat(one.store))
    discard_draft(seat=stranger, draft_id=draft_id)
    found = queries.unsaved(owner, draft_id)
    assert found is not None
    assert found.title == "Lamp"


def test_too_much_is_refused_and_old_ones_go(policy_value: Any) -> None:
    owner = owner_seat(store())
    policy_value("catalogue.draft_bytes", "10000")
    with pytest.raises(DraftTooLarge):
        kept(owner, "x" * 10_001)
    kept(owner)
    one = product()
    ProductChange.objects.create(product=one, version=1, fields={})
    with clock.moved(timedelta(days=89)):
        sweep()
    assert EditorDraft.objects.count() == 1
    with clock.moved(timedelta(days=91)):
        sweep()
    assert (EditorDraft.objects.count(), ProductChange.objects.count()) == (0, 1)
    with clock.moved(timedelta(days=401)):
        sweep()
    assert ProductChange.objects.count() == 0
