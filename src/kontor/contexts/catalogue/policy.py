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
DESCRIPTION_LENGTH = Policy(
    name="catalogue.description_length",
    default=20_000,
    unit=Unit.CHARACTERS,
    low=500,
    high=100_000,
    sentence=_("A product's description has at most so many characters in one language."),
    rule="TRD-02",
)
HANDLING_DAYS_MAX = Policy(
    name="catalogue.handling_days_max",
    default=60,
    unit=Unit.DAYS,
    low=1,
    high=365,
    sentence=_("A product leaves at most so many days after it was paid."),
    rule="TRD-02",
)
LOW_STOCK = Policy(
    name="catalogue.low_stock",
    default=5,
    unit=Unit.COUNT,
    low=1,
    high=10_000,
    sentence=_("With so many units left or fewer, a product stands among those that run out."),
    rule="TRD-02",
)
REVIEWED_PARTS = Policy(
    name="catalogue.reviewed_parts",
    default="category texts pictures brand attributes",
    unit=Unit.TEXT,
    sentence=_(
        "Changes of these parts of an approved product wait for a review, while it stays on sale as it was approved: "
        "category, texts, pictures, brand, attributes, with blanks between. A new category takes it off sale "
        "meanwhile. Prices, stock and variants never wait."
    ),
    rule="TRD-02",
)
REVIEW_WITHIN = Policy(
    name="catalogue.review_within",
    default=24,
    unit=Unit.HOURS,
    low=1,
    high=720,
    sentence=_("A product that was handed in is reviewed within this time; then its case is overdue."),
    rule="TRD-02",
)
TRUSTED_AFTER = Policy(
    name="catalogue.trusted_after",
    default=0,
    unit=Unit.COUNT,
    low=0,
    high=10_000,
    sentence=_(
        "A store of which the operator approved so many products in a row is trusted: what it hands in is approved at "
        "once. One rejection ends that, and counting begins again. 0: everything is looked at."
    ),
    rule="TRD-02",
)
DRAFTS_MAX = Policy(
    name="catalogue.drafts_max",
    default=20,
    unit=Unit.COUNT,
    low=1,
    high=500,
    sentence=_("A person has at most so many unfinished new products in a store; the oldest goes."),
    rule="TRD-02",
)
DRAFTS_KEPT = Policy(
    name="catalogue.drafts_kept",
    default=90,
    unit=Unit.DAYS,
    low=1,
    high=1000,
    sentence=_("What was typed into the editor and not saved is forgotten after this time."),
    rule="TRD-02",
)
PICTURES_UNUSED = Policy(
    name="catalogue.pictures_unused",
    default=14,
    unit=Unit.DAYS,
    low=1,
    high=365,
    sentence=_("Uploaded pictures that no product shows and nobody is about to save are deleted after this time."),
    rule="TRD-02",
)
DRAFT_BYTES = Policy(
    name="catalogue.draft_bytes",
    default=500_000,
    unit=Unit.COUNT,
    low=10_000,
    high=5_000_000,
    sentence=_("What is typed into the editor is kept unsaved up to so many bytes."),
    rule="TRD-02",
)
CHANGES_KEPT = Policy(
    name="catalogue.changes_kept",
    default=400,
    unit=Unit.DAYS,
    low=7,
    high=3650,
    sentence=_("Who changed what of a product is known for this time."),
    rule="TRD-02",
)
