"""Making an uploaded picture safe and small: verified, without metadata, within limits, as WebP."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from kontor.contexts.catalogue.errors import CropOutside, NotAPicture, PictureTooLarge
from kontor.contexts.catalogue.policy import PICTURE_BYTES, PICTURE_EDGE, PICTURE_MEGAPIXELS

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")  # nothing that carries scripts: SVG is refused
QUALITY = 82
_MILLION = 1_000_000
_WHOLE, _ZOOM_MAX = 100, 400  # per cent
_LOGO_EDGE = 400  # pixels: it is shown small, and on lists of stores


def clean(content: bytes) -> bytes:
    """`content` re-encoded from its pixels alone: EXIF (with its place), profiles and trailing data are gone.

    Raises:
        NotAPicture: for anything that does not decode as one of `FORMATS`.
        PictureTooLarge: beyond the limits in bytes or pixels, found before the pixels are decoded.
    """
    return _encoded(_decoded(content), PICTURE_EDGE.int())


def logo(content: bytes) -> bytes:
    """The middle square of `content`, cleaned and small, as a store's mark is shown.

    Raises:
        NotAPicture, PictureTooLarge: as `clean`.
    """
    pixels = _decoded(content)
    edge = min(pixels.size)
    left, top = ((whole - edge) // 2 for whole in pixels.size)
    return _encoded(pixels.crop((left, top, left + edge, top + edge)), _LOGO_EDGE)


def _decoded(content: bytes) -> Image.Image:
    if len(content) > PICTURE_BYTES.int():
        raise _too_large()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as probe:
                if probe.width * probe.height > PICTURE_MEGAPIXELS.int() * _MILLION:
                    raise _too_large()
                probe.verify()
            with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
                upright = ImageOps.exif_transpose(picture)
                return upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture(field="pictures") from error


def square(content: bytes, across: int, zoom: int) -> bytes:
    """The square part of a picture that was cleaned before.

    Args:
        across: where along the longer edge, from 0 (start, top) to 100 (end, bottom), and the same along the other.
        zoom: per cent; 100 takes the largest square, 200 one of half its edge.

    Raises:
        CropOutside: for anything beyond.
    """
    if not 0 <= across <= _WHOLE <= zoom <= _ZOOM_MAX:
        raise CropOutside(field="pictures")
    with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
        edge = max(1, min(picture.size) * _WHOLE // zoom)
        left, top = ((whole - edge) * across // _WHOLE for whole in picture.size)
        return _encoded(picture.crop((left, top, left + edge, top + edge)), PICTURE_EDGE.int())


def _encoded(pixels: Image.Image, edge: int) -> bytes:
    pixels.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


def _too_large() -> PictureTooLarge:
    return PictureTooLarge(
        field="pictures", megabytes=PICTURE_BYTES.int() // _MILLION, megapixels=PICTURE_MEGAPIXELS.int()
    )
