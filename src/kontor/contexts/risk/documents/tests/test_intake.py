"""Files from strangers (ACC-33): bombs, things that are no pictures, places written into them."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from kontor.contexts.risk.documents import errors
from kontor.contexts.risk.documents.intake import KEPT_SIDE, take_in
from kontor.contexts.risk.documents.policy import MOST_MEGABYTES

pytestmark = pytest.mark.rule("ACC-33")


def _jpeg(size: tuple[int, int] = (640, 480), **options: object) -> bytes:
    rng = np.random.default_rng(1)
    out = io.BytesIO()
    Image.fromarray(rng.integers(0, 255, (size[1], size[0], 3), np.uint8)).save(out, "JPEG", **options)
    return out.getvalue()


def _png_head(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(50_000, 50_000), (9_000, 8_000), (25_000, 4), (65_000, 900)])
def test_a_bomb_is_refused_by_its_head(width: int, height: int) -> None:
    with pytest.raises(errors.PictureTooManyPixels):
        take_in(_png_head(width, height))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", errors.PictureMissing),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', errors.NotAPicture),
        (b"<!doctype html><script>alert(1)</script>", errors.NotAPicture),
        (b"%PDF-1.7\n%\xe2\xe3", errors.NotAPicture),
        (b"GIF89a\x01\x00\x01\x00", errors.NotAPicture),
        (b"PK\x03\x04rest", errors.NotAPicture),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", errors.PictureHeic),
        (b"\xff\xd8\xff\xe0 and then nothing", errors.PictureBroken),
        (b"\x89PNG\r\n\x1a\n and then nothing", errors.PictureBroken),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", errors.PictureBroken),
        (_png_head(600, 600), errors.PictureBroken),
    ],
)
def test_what_is_no_picture_is_named(content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        take_in(content)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(errors.PictureTooLarge):
        take_in(b"\xff\xd8\xff" + b"\0" * (MOST_MEGABYTES.int() * 1_000_000))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.98])
def test_a_truncated_jpeg_is_refused(share: float) -> None:
    whole = _jpeg()
    with pytest.raises(errors.PictureBroken):
        take_in(whole[: int(len(whole) * share)])


def test_place_and_camera_are_not_kept_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Lighthouse Phones"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (42.0, 41.0, 51.0)
    exif.get_ifd(0x8825)[29] = "2026:11:21"
    sent = _jpeg((640, 480), exif=exif.tobytes(), comment=b"at home in Sofia")
    assert b"Lighthouse" in sent
    taken = take_in(sent)
    assert taken.camera
    assert taken.pixels.shape == (640, 480, 3)
    kept = Image.open(io.BytesIO(taken.kept))
    assert kept.size == (480, 640)
    assert not dict(kept.getexif())
    for trace in (b"Lighthouse", b"Exif", b"2026:11:21", b"Sofia"):
        assert trace not in taken.kept


def test_of_a_polyglot_only_the_picture_is_left() -> None:
    taken = take_in(_jpeg() + b"<script>alert(1)</script>PK\x03\x04")
    assert b"script" not in taken.kept
    assert b"PK\x03\x04" not in taken.kept


def test_a_large_picture_is_kept_smaller_and_a_transparent_one_on_white() -> None:
    taken = take_in(_jpeg((3200, 2000), quality=60))
    assert max(Image.open(io.BytesIO(taken.kept)).size) == KEPT_SIDE
    out = io.BytesIO()
    Image.new("RGBA", (300, 300), (10, 20, 30, 0)).save(out, "PNG")
    assert take_in(out.getvalue()).pixels.min() == 255
