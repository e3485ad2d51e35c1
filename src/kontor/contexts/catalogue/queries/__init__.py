"""Reads of the catalogue."""

from kontor.contexts.catalogue.queries.categories import (
    AttributeView,
    CategoryNode,
    attributes_of,
    category,
    category_by_id,
    category_tree,
    hidden_categories,
    is_controlled,
    path_of,
)
from kontor.contexts.catalogue.queries.lists import (
    ProductFilter,
    ProductRow,
    ProductRows,
    seller_product_counts,
    seller_product_ids,
    seller_product_total,
    seller_products,
    seller_rows,
    to_review,
)
from kontor.contexts.catalogue.queries.pages import ProductPage, SkuView, product_page, store_out_of_sight
from kontor.contexts.catalogue.queries.picking import Pick, picks
from kontor.contexts.catalogue.queries.preview import product_preview
from kontor.contexts.catalogue.queries.seller import Past, earlier, edited_product, past_of
from kontor.contexts.catalogue.queries.skus import Naming, SkuFacts, skus, skus_named
from kontor.contexts.catalogue.queries.tree import Shelf, exported_tree, shelves
from kontor.contexts.catalogue.queries.unsaved import Unsaved, unsaved, unsaved_new, unsaved_of

__all__ = [
    "AttributeView",
    "CategoryNode",
    "Naming",
    "Past",
    "Pick",
    "ProductFilter",
    "ProductPage",
    "ProductRow",
    "ProductRows",
    "Shelf",
    "SkuFacts",
    "SkuView",
    "Unsaved",
    "attributes_of",
    "category",
    "category_by_id",
    "category_tree",
    "earlier",
    "edited_product",
    "exported_tree",
    "hidden_categories",
    "is_controlled",
    "past_of",
    "path_of",
    "picks",
    "product_page",
    "product_preview",
    "seller_product_counts",
    "seller_product_ids",
    "seller_product_total",
    "seller_products",
    "seller_rows",
    "shelves",
    "skus",
    "skus_named",
    "store_out_of_sight",
    "to_review",
    "unsaved",
    "unsaved_new",
    "unsaved_of",
]
