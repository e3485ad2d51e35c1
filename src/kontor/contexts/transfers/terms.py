"""What people may write for categories, properties and choices: their codes, and their names in any language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings

from kontor.contexts.catalogue import queries as catalogue


@dataclass(frozen=True, slots=True)
class Property:
    """An attribute of a category. `options`: name or code in small letters → code; none: free text."""

    is_axis: bool
    options: Mapping[str, str]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of the catalogue.

    Attributes:
        categories: leaves: slug, name, or path (`Home › Lamps`) in small letters → id; names that two have are left
            out.
        slugs: id → slug.
        properties: category id → code → property.
    """

    categories: Mapping[str, int]
    slugs: Mapping[int, str]
    properties: Mapping[int, Mapping[str, Property]]


def terms() -> Terms:
    """The words as they are now (at most a minute old). Public."""
    languages = [code for code, _ in settings.LANGUAGES]
    slugs: dict[int, str] = {}
    meant: dict[str, set[int]] = {}
    for language in languages:
        for path, node in _leaves(catalogue.category_tree(language)):
            slugs[node.id] = node.slug
            for name in (node.name, " › ".join(path)):
                meant.setdefault(name.casefold(), set()).add(node.id)
    categories = {word: min(ids) for word, ids in meant.items() if len(ids) == 1}
    categories |= {slug.casefold(): identity for identity, slug in slugs.items()}
    properties = {identity: _properties(identity, languages) for identity in slugs}
    return Terms(categories, slugs, properties)


def _leaves(
    nodes: tuple[catalogue.CategoryNode, ...], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], catalogue.CategoryNode]]:
    for node in nodes:
        here = (*path, node.name)
        if node.children:
            yield from _leaves(node.children, here)
        else:
            yield here, node


def _properties(category_id: int, languages: list[str]) -> dict[str, Property]:
    found: dict[str, Property] = {}
    for code, view in catalogue.attributes_of(category_id, languages[0]).items():
        options: dict[str, str] = {}
        for language in languages:
            for option in catalogue.attributes_of(category_id, language)[code].options.values():
                options.setdefault(option.label.casefold(), option.code)
        options |= {option.casefold(): option for option in view.options}
        found[code] = Property(view.is_axis, options, tuple(view.options))
    return found
