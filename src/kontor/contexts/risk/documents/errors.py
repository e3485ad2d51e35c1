"""The named ways in which a file is refused before anybody looks at what it shows (ACC-33)."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class PictureMissing(Refusal):
    code = "ERR_PICTURE_MISSING"
    kind = Kind.INVALID
    sentence = _("Choose a picture first.")


class PictureTooLarge(Refusal):
    code = "ERR_PICTURE_TOO_LARGE"
    kind = Kind.INVALID
    sentence = _("This file is too large. Send a picture of at most %(megabytes)s MB.")


class PictureTooManyPixels(Refusal):
    """Looked up in the file's head: such a picture is never decoded."""

    code = "ERR_PICTURE_TOO_MANY_PIXELS"
    kind = Kind.INVALID
    sentence = _("This picture has too many pixels. Send one of at most %(megapixels)s million.")


class PictureHeic(Refusal):
    code = "ERR_PICTURE_HEIC"
    kind = Kind.INVALID
    sentence = _(
        "This picture is in the format HEIC, which cannot be read here. Take it with the button on this page, "
        "or set your phone's camera to “Most compatible” and take it again."
    )


class NotAPicture(Refusal):
    """By its content, whatever its name says: PDF, SVG, HTML and all else."""

    code = "ERR_NOT_A_PICTURE"
    kind = Kind.INVALID
    sentence = _("This file is not a photo. Send a picture in the format JPEG, PNG or WebP.")


class PictureBroken(Refusal):
    code = "ERR_PICTURE_BROKEN"
    kind = Kind.INVALID
    sentence = _("This file is damaged or did not arrive whole. Send it again.")
