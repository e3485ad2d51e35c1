"""Categories as a file of JSON that people write and keep: read with the line of each fault, written so that it reads
back to the same. Pure.

A file has three fields: `format`, `attributes` (words that several categories share: attribute → labels, unit, kind,
options) and `categories` (a list; each has `children`). `docs/operate/products.md` describes them.
"""

from kontor.contexts.catalogue.tree_file.reading import read
from kontor.contexts.catalogue.tree_file.shapes import AttributeDraft, CategoryDraft, OptionDraft
from kontor.contexts.catalogue.tree_file.starter import starter
from kontor.contexts.catalogue.tree_file.writing import write

__all__ = ["AttributeDraft", "CategoryDraft", "OptionDraft", "read", "starter", "write"]
