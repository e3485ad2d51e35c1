"""Many products saved at once: the rules of the editor, each product for itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kontor.contexts.catalogue import models, queries
from kontor.contexts.catalogue.drafts import PictureDraft, TextDraft
from kontor.contexts.catalogue.many import Save
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.services.save_products import save_products
from kontor.contexts.catalogue.tests.factories import draft, product
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.kernel.ids import new_id
from kontor.platform.events.models import OutboxEvent

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-32")]


def facts() -> list[str]:
    rows = OutboxEvent.objects.filter(name__startswith="catalogue").order_by("position")
    return list(rows.values_list("name", flat=True))


def codes(outcome: Any) -> list[str]:
    return [refusal.code for refusal in outcome.refusals]


def test_new_ones_become_drafts_as_in_the_editor() -> None:
    shop = store()
    wanted = [draft(), draft(texts={"en": TextDraft("Hooked rug", "Wool."), "bg": TextDraft("Килим")})]
    done = save_products(seat=owner_seat(shop), saves=[Save(one) for one in wanted])
    for outcome, one in zip(done, wanted, strict=True):
        assert outcome.product_id is not None
        saved = queries.edited_product(owner_seat(shop), outcome.product_id)
        assert saved.state == "draft"
        assert [replace(sku, id=None) for sku in saved.draft.skus] == list(one.skus)
        assert replace(saved.draft, skus=()) == replace(one, skus=())
    assert models.Product.objects.get(id=done[1].product_id).slug == "hooked-rug"
    assert facts() == []


def test_each_is_refused_for_itself() -> None:
    shop = store()
    known, others = product(shop), product()
    taken = replace(draft().skus[0], code=known.skus.first().code)
    twin = replace(draft().skus[0], code="TWIN")
    edited = queries.edited_product(owner_seat(shop), known.id)
    before = list(models.Sku.objects.order_by("id").values())
    done = save_products(
        seat=owner_seat(shop),
        saves=[
            Save(draft(texts={"en": TextDraft("")})), Save(draft(skus=(taken,))), Save(draft(skus=(twin,))),
            Save(draft(skus=(twin,))), Save(draft(), others.id, 1), Save(draft(), new_id(), 1),
            Save(edited.draft, known.id, edited.version + 1), Save(draft(category_id=10**6)),
        ],
    )  # fmt: skip
    assert [codes(one) for one in done] == [
        ["ERR_TEXT_MISSING"], ["ERR_SKU_CODE_TAKEN"], [], ["ERR_SKU_CODE_TAKEN"], ["ERR_PRODUCT_NOT_FOUND"],
        ["ERR_PRODUCT_NOT_FOUND"], ["ERR_CHANGED_MEANWHILE"],
        ["ERR_CATEGORY_NOT_LEAF", "ERR_AXIS_UNKNOWN", "ERR_AXIS_UNKNOWN"],
    ]  # fmt: skip
    assert list(models.Sku.objects.exclude(code="TWIN").order_by("id").values()) == before
    assert models.Product.objects.filter(store=shop).count() == 2


def test_a_known_one_changes_like_in_the_editor() -> None:
    one, same = product(), product()
    owner = owner_seat(one.store)
    for saving, shown in ((save_products, one), (None, same)):
        seat_, edited = owner_seat(shown.store), queries.edited_product(owner_seat(shown.store), shown.id)
        first, second = edited.draft.skus
        wanted = replace(
            edited.draft, brand="Lux", handling_days=5,
            texts={"en": edited.draft.texts["en"], "bg": TextDraft("Лампа", "Свети.")},
            pictures=(PictureDraft("products/c.webp"),),
            skus=(replace(second, price_minor=17_777), replace(first, id=None, code=f"{first.code}-2")),
        )  # fmt: skip
        if saving:
            (done,) = save_products(seat=seat_, saves=[Save(wanted, shown.id, edited.version)])
            assert done.refusals == ()
        else:
            change_product(seat=seat_, product_id=shown.id, version=edited.version, draft=wanted)

    def told(shown: models.Product) -> list[Any]:
        row = models.Product.objects.filter(id=shown.id).values(
            "category", "brand", "attributes", "state", "picture", "handling_days", "version", "home_language"
        )
        return [
            row.get(),
            list(shown.texts.order_by("language").values_list("language", "description", "bullets")),
            list(shown.pictures.order_by("position").values_list("position", "path", "axis_option")),
            [
                (sku.active, sku.price_minor, sku.list_price_minor, sku.weight_g, sku.axes, sku.currency, sku.position)
                for sku in shown.skus.order_by("position", "active")
            ],
        ]

    by_sheet, by_editor = told(one), told(same)
    assert by_sheet[0] == by_editor[0]
    assert by_sheet[1:3] == by_editor[1:3]
    assert by_sheet[3] == by_editor[3]
    assert [sku for sku in by_sheet[3] if not sku[0]], "the variant that is gone is inactive, orders know it"
    assert [name for name in facts() if name == "catalogue.product_changed"] == ["catalogue.product_changed"] * 2
    assert queries.edited_product(owner, one.id).version == 2


def test_words_of_an_approved_product_wait_for_the_review_and_prices_do_not() -> None:
    one, other = product(), product()
    before = queries.product_page(one.number, "en").title
    edited = queries.edited_product(owner_seat(one.store), one.id)
    wanted = replace(edited.draft, texts={"en": TextDraft("Another lamp")})
    save_products(seat=owner_seat(one.store), saves=[Save(wanted, one.id, 1)])
    edited = queries.edited_product(owner_seat(other.store), other.id)
    cheaper = replace(edited.draft, skus=tuple(replace(sku, price_minor=100) for sku in edited.draft.skus))
    save_products(
        seat=owner_seat(other.store),
        saves=[
            Save(cheaper, other.id, 1),
        ],
    )
    assert {p.state for p in models.Product.objects.all()} == {"approved"}
    assert [row.product_id for row in models.ProductRevision.objects.all()] == [one.id]
    assert queries.product_page(one.number, "en").title == before
    assert {sku.price.minor for sku in queries.product_page(other.number, "en").skus} == {100}


def test_what_says_nothing_new_changes_nothing() -> None:
    one = product()
    edited = queries.edited_product(owner_seat(one.store), one.id)
    (done,) = save_products(seat=owner_seat(one.store), saves=[Save(edited.draft, one.id, 1)])
    assert (done.refusals, models.Product.objects.get(id=one.id).version) == ((), 1)


def test_a_clerk_saves_nothing() -> None:
    shop = store()
    with pytest.raises(RightMissing):
        save_products(seat=seat(shop), saves=[Save(draft())])
    assert not models.Product.objects.filter(store=shop).exists()


def test_many_take_as_many_statements_as_few(django_assert_max_num_queries: Any) -> None:
    shop = store()
    owner, wanted = owner_seat(shop), [Save(draft()) for _ in range(20)]
    with django_assert_max_num_queries(14):
        done = save_products(seat=owner, saves=wanted)
    known = queries.many.edited_products(owner, [one.product_id for one in done if one.product_id])
    saves = [
        Save(replace(edited.draft, skus=tuple(replace(sku, price_minor=5_000) for sku in edited.draft.skus)), key, 1)
        for key, edited in known.items()
    ]
    with django_assert_max_num_queries(16):
        save_products(seat=owner, saves=saves)
    assert models.Sku.objects.filter(store=shop, price_minor=5_000).count() == 40
