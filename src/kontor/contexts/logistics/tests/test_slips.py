"""Packing slips on paper."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
import typst
import zxingcpp
from PIL import Image

from kontor.contexts.logistics.papers import slips
from kontor.contexts.logistics.tests import factories
from kontor.contexts.orders.slips import slips as read_slips
from kontor.contexts.sellers.errors import RightMissing

pytestmark = pytest.mark.django_db


def drawn(template: Any, data: Any, language: str) -> bytes:
    """The paper as a picture, in place of a PDF."""
    told = json.dumps({**data, "lang": language, "region": None})
    return bytes(typst.compile(template, format="png", ppi=300, root=template.parent, sys_inputs={"data": told}))


def test_a_slip_is_paper_with_a_code_of_the_order_that_can_be_scanned(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = factories.store()
    order = factories.order(shop, 2, to="BG", note="#strike[Please] *no* plastic")
    found = read_slips(factories.seat(shop, "logistics.labels"), [order.id])[order.id]
    said: dict[str, Any] = {}

    def paper(template: Any, data: Any, language: str) -> bytes:
        said.update(data["slips"][0])
        return drawn(template, data, language)

    monkeypatch.setattr(slips, "pdf", paper)
    picture = Image.open(io.BytesIO(slips.slips_pdf(shop.name, shop.country, [found])))
    assert said["recipient"] == "Марта Иванова"
    assert said["address"] == ["ул. Шипка 6", "1504 София", "Bulgaria"]
    assert [(line["title"], line["units"]) for line in said["lines"]] == [("Reading lamp", "2")]
    assert said["note"] == "#strike[Please] *no* plastic"
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == str(order.number)


def test_slips_are_for_those_who_may_print_labels() -> None:
    shop = factories.store()
    order, other = factories.order(shop), factories.order(factories.store())
    seat = factories.seat(shop, "logistics.labels")
    assert set(read_slips(seat, [order.id, other.id])) == {order.id}
    with pytest.raises(RightMissing):
        read_slips(factories.seat(shop, "orders.view", "orders.ship"), [order.id])
