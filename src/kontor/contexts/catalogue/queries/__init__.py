"""Reads of the catalogue."""

from kontor.contexts.catalogue.queries.categories import (
    CategoryNode,
    attributes_of,
    category,
    category_by_id,
    category_tree,
    hidden_categories,
    is_controlled,
    path_of,
)
from kontor.contexts.catalogue.queries.pages import ProductPage, SkuView, product_page, store_out_of_sight
from kontor.contexts.catalogue.queries.seller import (
    ProductRow,
    ProductRows,
    edited_product,
    seller_product_counts,
    seller_products,
    to_review,
)
from kontor.contexts.catalogue.queries.skus import SkuFacts, skus

__all__ = [
    "CategoryNode",
    "ProductPage",
    "ProductRow",
    "ProductRows",
    "SkuFacts",
    "SkuView",
    "attributes_of",
    "category",
    "category_by_id",
    "category_tree",
    "edited_product",
    "hidden_categories",
    "is_controlled",
    "path_of",
    "product_page",
    "seller_product_counts",
    "seller_products",
    "skus",
    "store_out_of_sight",
    "to_review",
]
