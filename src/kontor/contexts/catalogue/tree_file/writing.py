"""The file of a tree: what is the same in several categories is written once. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kontor.contexts.catalogue.tree_file.shapes import FORMAT, AttributeDraft, CategoryDraft, OptionDraft, usual_kind

_WIDTH = 200


def write(tree: Sequence[CategoryDraft]) -> str:
    """`tree` as a file; reading it gives the same tree."""
    shared = _shared(tree)
    below: dict[str, list[CategoryDraft]] = {}
    for category in tree:
        below.setdefault(category.parent, []).append(category)

    def entry(category: CategoryDraft) -> dict[str, Any]:
        made: dict[str, Any] = {"code": category.code, "names": dict(category.names)}
        made |= {"hs_prefix": category.hs_prefix} if category.hs_prefix else {}
        made |= {"commission_bp": category.commission_bp}
        made |= {"export_controlled": True} if category.export_controlled else {}
        made |= {"icon": category.icon} if category.icon else {}
        if category.attributes:
            made["attributes"] = [_attribute(one, shared[one.code]) for one in category.attributes]
        if category.code in below:
            made["children"] = [entry(child) for child in below[category.code]]
        return made

    whole = {
        "format": FORMAT,
        "attributes": {code: _words_of(one) for code, one in shared.items()},
        "categories": [entry(top) for top in below.get("", ())],
    }
    return f"{laid_out(whole)}\n"


def _shared(tree: Iterable[CategoryDraft]) -> dict[str, AttributeDraft]:
    """Each attribute with the words that most categories have for it."""
    heads: dict[str, Counter[str]] = {}
    options: dict[str, dict[str, Counter[str]]] = {}
    drafts: dict[str, Any] = {}
    for attribute in (one for category in tree for one in category.attributes):
        head = _key((attribute.labels, attribute.unit))
        drafts.setdefault(head, (attribute.labels, attribute.unit))
        heads.setdefault(attribute.code, Counter())[head] += 1
        for option in attribute.options:
            key = _key((option.code, option.labels, option.swatch))
            drafts.setdefault(key, option)
            options.setdefault(attribute.code, {}).setdefault(option.code, Counter())[key] += 1
    made: dict[str, AttributeDraft] = {}
    for code, counted in sorted(heads.items()):
        labels, unit = drafts[counted.most_common(1)[0][0]]
        known = tuple(drafts[each.most_common(1)[0][0]] for each in options.get(code, {}).values())
        made[code] = AttributeDraft(code, labels, unit, options=known)
    return made


def _key(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=dict)


def _words_of(attribute: AttributeDraft) -> dict[str, Any]:
    made: dict[str, Any] = {"labels": _words(attribute.labels)}
    made |= {"unit": attribute.unit} if attribute.unit else {}
    if attribute.options:
        made["options"] = {
            one.code: {"labels": _words(one.labels), "swatch": one.swatch} if one.swatch else _words(one.labels)
            for one in attribute.options
        }
    return made


def _words(words: Mapping[str, str]) -> str | dict[str, str]:
    """Words that are English alone stand as a text: they are the same in every language."""
    return words["en"] if list(words) == ["en"] else dict(words)


def _attribute(attribute: AttributeDraft, shared: AttributeDraft) -> dict[str, Any]:
    made: dict[str, Any] = {"code": attribute.code}
    made |= {"labels": _words(attribute.labels)} if attribute.labels != shared.labels else {}
    made |= {"unit": attribute.unit} if attribute.unit != shared.unit else {}
    usual = usual_kind(attribute.unit, is_axis=attribute.is_axis, has_options=bool(attribute.options))
    made |= {"kind": attribute.kind} if attribute.kind != usual else {}
    made |= {"axis": True} if attribute.is_axis else {}
    made |= {"required": True} if attribute.required else {}
    made |= {} if attribute.is_facet else {"facet": False}
    known = {one.code: one for one in shared.options}
    if attribute.options or known:
        made["options"] = [one.code if known.get(one.code) == one else _option(one) for one in attribute.options]
    return made


def _option(option: OptionDraft) -> dict[str, Any]:
    made: dict[str, Any] = {"code": option.code, "labels": _words(option.labels)}
    return made | ({"swatch": option.swatch} if option.swatch else {})


def laid_out(value: Any, indent: int = 0) -> str:
    """JSON for people: what fits on a line stands on one."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or (len(line) + indent <= _WIDTH and indent > 0):
        return line
    pad = " " * (indent + 1)
    if isinstance(value, dict):
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {laid_out(part, indent + 1)}" for key, part in value.items()]
        return "{\n" + ",\n".join(f"{pad}{part}" for part in parts) + f"\n{' ' * indent}}}"
    return "[\n" + ",\n".join(f"{pad}{laid_out(part, indent + 1)}" for part in value) + f"\n{' ' * indent}]"
