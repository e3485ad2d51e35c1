"""Uploads: what is not a picture, or too large, or tells too much (TRD-02)."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from kontor.contexts.catalogue.errors import NotAPicture, PictureTooLarge
from kontor.contexts.catalogue.pictures import clean

pytestmark = pytest.mark.rule("TRD-02")


def encoded(size: tuple[int, int] = (60, 40), kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#b9402a").save(out, kind, **options)
    return out.getvalue()


def test_a_picture_comes_out_as_webp_without_what_the_camera_knew() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera maker"
    exif[0x0112] = 6  # lies on its side
    with Image.open(io.BytesIO(clean(encoded(exif=exif) + b"<script>trailing</script>"))) as picture:
        assert (picture.format, picture.size) == ("WEBP", (40, 60))
        assert not picture.getexif()
        assert b"trailing" not in clean(encoded())


def test_a_large_picture_is_scaled_to_the_edge() -> None:
    with Image.open(io.BytesIO(clean(encoded((3200, 1000))))) as picture:
        assert picture.size == (1600, 500)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_formats_are_taken(kind: str) -> None:
    assert clean(encoded(kind=kind))[8:12] == b"WEBP"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + bytes(40),
        encoded()[:200],
        b"%PDF-1.7",
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        clean(content)


def test_too_many_pixels_are_refused_before_they_are_decoded() -> None:
    bomb = encoded((8000, 6000), "PNG")
    with pytest.raises(PictureTooLarge):
        clean(bomb)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(PictureTooLarge):
        clean(b"x" * 10_000_001)
