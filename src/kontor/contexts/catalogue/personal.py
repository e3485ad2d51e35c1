"""Goods are about nobody (ACC-42)."""

from __future__ import annotations

from kontor.contexts.catalogue.models import AttributeDefinition, Category, Picture, Product, ProductText, Sku
from kontor.platform.privacy import free

free(Category, "a shelf", "slug", "names", "hs_prefix", "icon")
free(AttributeDefinition, "a property of goods", "code", "labels", "options", "unit")
free(Product, "goods, and why a moderator refused them", "slug", "delisted_by", "reason", "brand", "attributes",
     "home_language", "picture")  # fmt: skip
free(ProductText, "public words about goods", "language", "title", "description", "bullets")
free(Picture, "a public picture of goods", "path", "axis_option")
free(Sku, "goods", "code", "axes", "barcode", "currency", "hs_code")
