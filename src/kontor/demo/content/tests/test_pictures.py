"""Pictures: well-formed, self-contained, and visibly different from one category to the next."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from kontor.demo.content.categories import leaves
from kontor.demo.content.model import Look, ProductDraft
from kontor.demo.content.pictures import VIEWS, banner, logo, picture
from kontor.demo.content.pictures.draw import DRAWINGS
from kontor.demo.content.products import product
from kontor.demo.content.stores import stores
from kontor.demo.content.tables import colours

STORE = stores(1)[0]
DRAFT = product(1, 1, STORE)


def drawn(drawing: str, shape: float = 0.4, pattern: str = "plain") -> ProductDraft:
    look = Look(drawing, (shape, shape, shape, shape, shape, shape), pattern, "wood", ("navy", "coral"), 3)
    return replace(DRAFT, look=look)


def assert_self_contained(svg: str) -> None:
    root = ET.fromstring(svg)  # noqa: S314
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "image", "foreignObject", "style", "text", "a", "animate"}
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            if name == "href":
                assert value.startswith("#")
                assert value[1:] in ids
            for target in re.findall(r"url\(([^)]*)\)", value):
                assert target[1:] in ids


def test_every_leaf_has_a_drawing() -> None:
    assert {leaf.drawing for leaf in leaves()} == set(DRAWINGS)
    assert len(DRAWINGS) >= 48


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("drawing", sorted(DRAWINGS))
def test_a_picture_is_self_contained(drawing: str, view: str) -> None:
    for share in (0.0, 0.2, 0.5, 0.8, 0.999):
        for pattern in ("plain", "stripes", "specks"):
            svg = picture(drawn(drawing, share, pattern), view, "coral")
            assert_self_contained(svg)
            assert 1_300 < len(svg) < 7_500
            assert "nan" not in svg


def test_categories_have_different_outlines() -> None:
    outlines = {
        frozenset(re.findall(r' d="([^"]+)"', picture(drawn(drawing)))) - frozenset(["M0 0H330L60 800H0Z"])
        for drawing in DRAWINGS
    }
    assert len(outlines) == len(DRAWINGS)


@pytest.mark.parametrize("drawing", sorted(DRAWINGS))
def test_two_of_a_kind_differ_in_outline_and_not_only_in_colour(drawing: str) -> None:
    def outline(share: float) -> list[str]:
        return re.findall(r' (?:d|rx|ry|x|y|cx|cy)="[^"]+"', picture(drawn(drawing, share)))

    assert outline(0.1) != outline(0.9)


def test_colour_and_view_change_the_picture() -> None:
    draft = drawn("mug")
    assert len({picture(draft, view, colour) for view in VIEWS for colour in ("navy", "coral")}) == 8
    assert colours()["coral"].swatch in picture(draft, "front", "coral")
    assert picture(draft) == picture(draft, "front", "navy")


def test_banners_and_logos() -> None:
    many = stores(1, 40)
    for store in many:
        assert_self_contained(banner(store))
        assert_self_contained(logo(store))
    assert len({banner(store) for store in many}) == 40
    assert len({logo(store) for store in many[:12]}) == 12


def test_speed_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    drafts = [product(3, index, stores(1)[index % 12]) for index in range(300)]
    start = time.perf_counter()
    sizes = [len(picture(draft, VIEWS[index % 4])) for index, draft in enumerate(drafts)]
    each = (time.perf_counter() - start) / len(drafts) * 1000
    with capsys.disabled():
        print(f"\n{each:.2f} ms and {sum(sizes) / len(sizes):,.0f} bytes per picture, largest {max(sizes):,}")  # noqa: T201
