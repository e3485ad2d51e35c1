"""Figures of the catalogue."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

CONTROLLED_HIDDEN_FROM = Policy(
    name="catalogue.controlled_hidden_from", default="CN", unit=Unit.TEXT,
    sentence=_(
        "Goods of export-controlled categories are not shown to requests from these countries: ISO codes with blanks "
        "between. CN is mainland China; Hong Kong, Macao and Taiwan have codes of their own."
    ),
    rule="ACC-34", article="000",
)  # fmt: skip
TITLE_LENGTH = Policy(
    name="catalogue.title_length",
    default=128,
    unit=Unit.CHARACTERS,
    low=40,
    high=160,
    sentence=_("A product's title has at most so many characters."),
    rule="TRD-02",
)
PICTURES_MAX = Policy(
    name="catalogue.pictures_max",
    default=12,
    unit=Unit.COUNT,
    low=1,
    high=50,
    sentence=_("A product has at most so many pictures."),
    rule="TRD-02",
)
SKUS_MAX = Policy(
    name="catalogue.skus_max",
    default=200,
    unit=Unit.COUNT,
    low=1,
    high=1000,
    sentence=_("A product has at most so many variants."),
    rule="TRD-02",
)
PICTURE_MEGAPIXELS = Policy(
    name="catalogue.picture_megapixels",
    default=40,
    unit=Unit.COUNT,
    low=1,
    high=200,
    sentence=_("A picture may have at most so many million pixels when it is uploaded."),
    rule="TRD-02",
)
PICTURE_BYTES = Policy(
    name="catalogue.picture_bytes",
    default=10_000_000,
    unit=Unit.COUNT,
    low=100_000,
    high=100_000_000,
    sentence=_("A picture may have at most so many bytes when it is uploaded."),
    rule="TRD-02",
)
PICTURE_EDGE = Policy(
    name="catalogue.picture_edge",
    default=1600,
    unit=Unit.COUNT,
    low=400,
    high=4000,
    sentence=_("Pictures are kept with at most so many pixels on their longer edge."),
    rule="TRD-02",
)
REVIEW_EDITS = Policy(
    name="catalogue.review_edits",
    default=False,
    unit=Unit.SWITCH,
    sentence=_("An approved product whose words or pictures change goes through review again before it is sold."),
    rule="TRD-02",
)
