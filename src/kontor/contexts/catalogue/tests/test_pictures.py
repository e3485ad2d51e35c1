"""Uploads: what is not a picture, or too large, or tells too much (TRD-02)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from kontor.contexts.catalogue.errors import CropOutside, NotAPicture, PictureTooLarge
from kontor.contexts.catalogue.pictures import clean, square

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


def test_a_picture_of_fifty_thousand_by_fifty_thousand_is_refused_by_its_head() -> None:
    """2.5 thousand million pixels that would fit into a few kilobytes: never decoded (S11)."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    with pytest.raises(PictureTooLarge):
        clean(bomb)


def test_what_else_a_file_is_does_not_survive() -> None:
    """A picture that is a page and an archive too (S11)."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("evil.html", "<script>alert(1)</script>")
    comment = b"<html><script>alert(1)</script></html>"
    kept = clean(encoded(kind="JPEG", comment=comment) + archive.getvalue())
    assert b"script" not in kept
    assert not zipfile.is_zipfile(io.BytesIO(kept))


def test_the_place_where_it_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (42.0, 41.0, 30.0)
    with Image.open(io.BytesIO(clean(encoded(exif=exif)))) as picture:
        assert not picture.getexif().get_ifd(0x8825)


@pytest.mark.parametrize(
    ("across", "zoom", "size", "colour"),
    [(0, 100, 40, (255, 0, 0)), (100, 100, 40, (0, 0, 255)), (0, 200, 20, (255, 0, 0))],
)
def test_a_square_is_cut_where_it_was_asked_for(
    across: int, zoom: int, size: int, colour: tuple[int, int, int]
) -> None:
    made = Image.new("RGB", (120, 40), (255, 0, 0))
    made.paste((0, 0, 255), (60, 0, 120, 40))
    out = io.BytesIO()
    made.save(out, "PNG")
    with Image.open(io.BytesIO(square(clean(out.getvalue()), across, zoom))) as cut:
        assert cut.size == (size, size)
        pixel = cut.convert("RGB").getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(("across", "zoom"), [(-1, 100), (101, 100), (50, 99), (50, 401)])
def test_a_cut_outside_of_the_picture_is_refused(across: int, zoom: int) -> None:
    with pytest.raises(CropOutside):
        square(clean(encoded()), across, zoom)
