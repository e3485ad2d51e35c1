"""When a picture of a document is not good enough (ACC-33). The measured values stand with each picture."""

from __future__ import annotations

from decimal import Decimal

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

MOST_MEGABYTES = Policy(
    name="risk.identity_picture_megabytes", default=12, unit=Unit.COUNT, low=1, high=40,
    sentence=_("A picture of a document is a file of at most this many megabytes."), rule="ACC-33",
)  # fmt: skip
MOST_MEGAPIXELS = Policy(
    name="risk.identity_picture_megapixels", default=60, unit=Unit.COUNT, low=4, high=120,
    sentence=_("A picture of a document has at most this many million pixels; a larger one is not decoded."),
    rule="ACC-33",
)  # fmt: skip
LEAST_LENGTH = Policy(
    name="risk.identity_document_pixels", default=560, unit=Unit.COUNT, low=200, high=3000,
    sentence=_("The longer side of the document has at least this many pixels in its picture."), rule="ACC-33",
)  # fmt: skip
MOST_BLUR = Policy(
    name="risk.identity_blur", default=Decimal("0.15"), unit=Unit.FACTOR, low=Decimal("0.05"), high=Decimal(2),
    sentence=_("Writing may be blurred by at most this many millimetres on the document, beyond what its pixels blur."),
    rule="ACC-33",
)  # fmt: skip
MOST_GLARE = Policy(
    name="risk.identity_glare", default=Decimal("0.6"), unit=Unit.PERCENT, low=Decimal(0), high=Decimal(50),
    sentence=_("At most this share of the document may be lost in reflections."), rule="ACC-33",
)  # fmt: skip
MOST_COVERED = Policy(
    name="risk.identity_covered", default=Decimal("1.4"), unit=Unit.PERCENT, low=Decimal(0), high=Decimal(50),
    sentence=_("At most this share of the document may lie under a finger or another thing."), rule="ACC-33",
)  # fmt: skip
LEAST_LIGHT = Policy(
    name="risk.identity_light", default=45, unit=Unit.COUNT, low=5, high=200,
    sentence=_("Paper must be at least this bright in the picture, of 255."), rule="ACC-33",
)  # fmt: skip
MOST_GRID = Policy(
    name="risk.identity_screen_grid", default=Decimal("2.9"), unit=Unit.FACTOR, low=Decimal(1), high=Decimal(20),
    sentence=_("A pattern of fine points that stands out by more than this is taken for a photographed screen."),
    rule="ACC-33",
)  # fmt: skip
MOST_FLAT = Policy(
    name="risk.identity_flat_share", default=Decimal(20), unit=Unit.PERCENT, low=Decimal(5), high=Decimal(100),
    sentence=_("A picture of which more than this share is of one grey without any grain is taken for a screenshot."),
    rule="ACC-33",
)  # fmt: skip
LEAST_LETTERS = Policy(
    name="risk.identity_letters", default=4, unit=Unit.COUNT, low=1, high=200,
    sentence=_("A document shows at least this many letters and digits; with fewer, it is not taken for one."),
    rule="ACC-33",
)  # fmt: skip
