"""Uploaded pictures that no product shows go after their time, and no others (TRD-02)."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from kontor.contexts.catalogue import jobs, queries
from kontor.contexts.catalogue.drafts import PictureDraft
from kontor.contexts.catalogue.jobs import sweep_unused_pictures
from kontor.contexts.catalogue.models import PictureUpload
from kontor.contexts.catalogue.services.add_picture import add_picture
from kontor.contexts.catalogue.services.add_store_picture import add_store_picture
from kontor.contexts.catalogue.services.change_product import change_product
from kontor.contexts.catalogue.services.crop_picture import crop_picture
from kontor.contexts.catalogue.services.keep_draft import keep_draft
from kontor.contexts.catalogue.tests.factories import product
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.pages import StoreChange
from kontor.contexts.sellers.services.change_store import change_store
from kontor.contexts.sellers.tests.factories import owner_seat, store
from kontor.contexts.sellers.tests.factories import seat as seat_of
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Seat

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02")]


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (90, 60), colour).save(out, "PNG")
    return out.getvalue()


def shows(seat: Seat, one: Any, *paths: str) -> None:
    """Save a product of the store with these pictures."""
    now = queries.edited_product(seat, one.id)
    draft = replace(now.draft, pictures=tuple(PictureDraft(path) for path in paths))
    change_product(seat=seat, product_id=one.id, version=now.version, draft=draft)


def test_only_what_no_product_shows_goes() -> None:
    shop = store()
    seat = owner_seat(shop)
    one, sold = product(shop, approved=False), product(shop)
    shown, once, waits, typed, unused = (
        add_picture(seat=seat, content=picture(colour)) for colour in ("red", "blue", "green", "black", "white")
    )
    cut = crop_picture(seat=seat, path=unused, across=50, zoom=100)
    shows(seat, one, shown, once)
    shows(seat, one, shown)  # an order may have been placed meanwhile: it names the picture
    shows(seat, sold, waits)  # a revision: buyers see the old one
    keep_draft(seat=seat, draft_id=new_id(), product_id=None, version=0, title="", typed={"picture": [typed]})

    with clock.moved(timedelta(days=13)):
        sweep_unused_pictures()
    assert PictureUpload.objects.count() == 6
    with clock.moved(timedelta(days=15)):
        sweep_unused_pictures()
    there = {path: default_storage.exists(path) for path in (shown, once, waits, typed, unused, cut)}
    assert there == {shown: True, once: True, waits: True, typed: True, unused: False, cut: False}
    assert set(PictureUpload.objects.values_list("path", flat=True)) == {typed}, "it is looked at another day"

    assert add_picture(seat=seat, content=picture("white")) == unused
    assert default_storage.exists(unused), "the same picture again is stored anew"
    with clock.moved(timedelta(days=13)):
        add_picture(seat=seat, content=picture("white"))
    with clock.moved(timedelta(days=20)):
        sweep_unused_pictures()
        assert default_storage.exists(unused), "its time begins with the last upload"


@pytest.mark.rule("TRD-01")
def test_what_the_store_shows_of_itself_stays_while_it_shows_it() -> None:
    shop = store()
    seat = owner_seat(shop)
    banner, unused = (add_store_picture(seat=seat, part="banner", content=picture(hue)) for hue in ("red", "blue"))
    logo = add_store_picture(seat=seat, part="logo", content=picture("green"))
    change_store(seat=seat, change=StoreChange(banner=banner, logo=logo))
    with clock.moved(timedelta(days=15)):
        sweep_unused_pictures()
    there = {path: default_storage.exists(path) for path in (banner, unused, logo)}
    assert there == {banner: True, unused: False, logo: True}
    change_store(seat=seat, change=StoreChange(banner=""))
    with clock.moved(timedelta(days=16)):
        sweep_unused_pictures()
    assert (default_storage.exists(banner), default_storage.exists(logo)) == (False, True)


@pytest.mark.rule("TRD-01")
def test_a_clerk_uploads_no_banner() -> None:
    with pytest.raises(RightMissing):
        add_store_picture(seat=seat_of(store(), "clerk"), part="banner", content=picture("red"))
    assert not PictureUpload.objects.exists()


def test_many_are_swept_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_BATCH", 2)
    seat = owner_seat(store())
    paths = [add_picture(seat=seat, content=picture(f"#0000{n:02x}")) for n in (0, 60, 120, 180, 240)]
    with clock.moved(timedelta(days=15)):
        sweep_unused_pictures()
    assert not any(default_storage.exists(path) for path in paths)
    assert not PictureUpload.objects.exists()
