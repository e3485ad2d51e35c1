"""A stranger's file becomes a picture: known by its content, limited before it is decoded, written anew (ACC-33)."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from kontor.contexts.risk.documents.errors import (
    NotAPicture,
    PictureBroken,
    PictureHeic,
    PictureMissing,
    PictureTooLarge,
    PictureTooManyPixels,
)
from kontor.contexts.risk.documents.policy import MOST_MEGABYTES, MOST_MEGAPIXELS

KEPT_SIDE = 2200  # pixels of the longer side of the copy that is kept
_KEPT_QUALITY = 88
_LOOKED_AT = 4200  # pixels: a JPEG with a longer side is decoded at a half, a quarter …
_LONGEST_SIDE = 20_000  # pixels
_MEGA = 1_000_000
_MAKE, _MODEL = 0x010F, 0x0110
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error, OverflowError)


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture that was taken in.

    Attributes:
        pixels: BGR, upright.
        kept: the file to keep: a JPEG made from the pixels, without anything else that the sent file held.
        form: JPEG, PNG or WEBP: what was sent.
        camera: whether the file said which camera made it. Anybody can write that: its absence is a hint, no more.
    """

    pixels: NDArray[np.uint8]
    kept: bytes
    form: str
    camera: bool


def read_limited(file: BinaryIO) -> bytes:
    """The content of an upload, never more of it than is allowed.

    Raises:
        PictureMissing, PictureTooLarge
    """
    most = MOST_MEGABYTES.int() * _MEGA
    content = file.read(most + 1)
    if not content:
        raise PictureMissing
    if len(content) > most:
        raise PictureTooLarge(megabytes=MOST_MEGABYTES.int())
    return content


def take_in(content: bytes) -> Taken:
    """The picture in `content`.

    Raises:
        PictureMissing, NotAPicture, PictureHeic, PictureTooLarge, PictureTooManyPixels, PictureBroken
    """
    read_limited(io.BytesIO(content))
    form = sniff(content)
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as image:
            _limit(image)
            if form == "JPEG" and max(image.size) > _LOOKED_AT:
                image.draft("RGB", (_LOOKED_AT // 2, _LOOKED_AT // 2))
            head = image.getexif()
            camera = bool(head.get(_MAKE) or head.get(_MODEL))
            upright = _plain(ImageOps.exif_transpose(image))
    except UnidentifiedImageError:
        raise PictureBroken from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureTooManyPixels(megapixels=MOST_MEGAPIXELS.int()) from None
    except _BROKEN:
        raise PictureBroken from None
    pixels = np.ascontiguousarray(np.asarray(upright)[..., ::-1])
    return Taken(pixels=pixels, kept=_written(upright), form=form, camera=camera)


def sniff(content: bytes) -> str:
    """Pillow's name of the format by the first bytes; names and declared types are not asked.

    Raises:
        PictureHeic, NotAPicture
    """
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in {b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1"}:
        raise PictureHeic
    raise NotAPicture


def _limit(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_MEGAPIXELS.int() * _MEGA or max(width, height) > _LONGEST_SIDE:
        raise PictureTooManyPixels(megapixels=MOST_MEGAPIXELS.int())


def _plain(image: Image.Image) -> Image.Image:
    """Eight bits, three colours, transparent parts white."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGB", layered.size, (255, 255, 255))
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    return image.convert("RGB")


def _written(image: Image.Image) -> bytes:
    kept = image.copy()
    kept.info = {}
    kept.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    out = io.BytesIO()
    kept.save(out, "JPEG", quality=_KEPT_QUALITY)
    return out.getvalue()
