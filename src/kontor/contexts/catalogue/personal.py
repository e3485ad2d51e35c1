"""Goods are about nobody; what somebody typed and did not save is theirs (ACC-42)."""

from __future__ import annotations

from kontor.contexts.catalogue.models import (
    ApprovedVersion,
    AttributeDefinition,
    Category,
    EditorDraft,
    Picture,
    PictureUpload,
    Product,
    ProductChange,
    ProductDecision,
    ProductRevision,
    ProductText,
    Sku,
)
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Then, Whose, free, holds

holds(
    EditorDraft,
    Column("title", Kind.CONTENT, _("Title")),
    Column("typed", Kind.CONTENT, _("What was typed")),
    title=_("Unsaved products"), whose=Whose.SELLER, rows="account_id", then=Then.DELETE, also=("at",),
)  # fmt: skip

free(Category, "a shelf", "slug", "names", "hs_prefix", "icon")
free(AttributeDefinition, "a property of goods", "code", "labels", "options", "unit")
free(Product, "goods, and why a moderator refused them", "slug", "delisted_by", "reason", "brand", "attributes",
     "home_language", "picture")  # fmt: skip
free(ProductText, "public words about goods", "language", "title", "description", "bullets")
free(Picture, "a public picture of goods", "path", "axis_option")
free(PictureUpload, "a picture of goods that was uploaded", "path")
free(Sku, "goods", "code", "axes", "barcode", "currency", "hs_code")
free(ProductRevision, "words and pictures of goods", "body", "parts", "reason")
free(ApprovedVersion, "goods as they were approved", "body")
free(ProductDecision, "why a moderator refused goods", "reason")
free(ProductChange, "what of goods was changed", "fields")
