"""Reading a file of categories: all that is wrong with it is said, each fault with its line and field. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from kontor.contexts.catalogue.tree_file.checks import Checks
from kontor.contexts.catalogue.tree_file.placed import Placed, parse, within
from kontor.contexts.catalogue.tree_file.shapes import (
    FORMAT,
    USUAL_COMMISSION,
    AttributeDraft,
    CategoryDraft,
    OptionDraft,
    usual_kind,
)
from kontor.kernel.errors import Refusals

_FILE = ("format", "attributes", "categories")
_SHARED = ("labels", "unit", "kind", "options")
_OPTION = ("code", "labels", "swatch")
_ATTRIBUTE = ("code", "labels", "unit", "kind", "axis", "required", "facet", "options")
_CATEGORY = ("code", "names", "hs_prefix", "commission_bp", "export_controlled", "icon", "attributes", "children")
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?")
_CODE = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?")
_OPTION_CODE = re.compile(r"(?=\S)[^:,\x00-\x1f]{0,39}[^:,\s\x00-\x1f]")
_SWATCH = re.compile(r"#[0-9a-fA-F]{6}")
_COLOUR = "a colour such as #c1440e"
_HS = re.compile(r"\d{6}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_KINDS = ("choice", "number", "text")
_TAKEN = ("brand",)  # every product has a brand: its facet is of that name
_ALL = 10_000  # basis points of the whole
_AXIS_OPTION = 60  # characters of `axis:option` beside a picture
_UNIT, _ICON = 10, 30  # characters


def read(text: str, *, languages: Collection[str]) -> tuple[CategoryDraft, ...]:
    """The categories of a file, each before those below it, in the order of the file.

    Args:
        languages: codes that the market knows.

    Raises:
        Refusals: of `CategoryFileWrong`, all that is wrong.
        CategoryFileWrong: it is no JSON.
    """
    reader = _Reader(languages)
    found = reader.file(parse(text))
    if reader.checks.wrong:
        raise Refusals(list(reader.checks.wrong))
    return tuple(found)


class _Reader:
    def __init__(self, languages: Collection[str]) -> None:
        self.checks = Checks(languages)
        self.shared: dict[str, AttributeDraft] = {}
        self.lines: dict[str, int] = {}  # code of a category → where it was met

    def file(self, whole: Placed) -> list[CategoryDraft]:
        check = self.checks
        check.fields(whole, _FILE)
        if whole.get("format") != FORMAT:
            check.say(whole, "format", f'this must be "{FORMAT}".')
        for code, entry in check.mapping(whole, "attributes").items():
            if isinstance(entry, Placed):
                self.shared[code] = self._shared(code, entry)
            else:
                check.say(whole, f"attributes › {code}", "this must be an object with labels.")
        found: list[CategoryDraft] = []
        if not check.sequence(whole, "categories"):
            check.say(whole, "categories", "this must be a list of at least one category.")
        for entry in within(whole.get("categories")):
            self._category(entry, "", found)
        return found

    def _shared(self, code: str, entry: Placed) -> AttributeDraft:
        check = self.checks
        check.fields(entry, _SHARED)
        options = []
        for value, said in check.mapping(entry, "options").items():
            words, swatch = said, ""
            if isinstance(said, Placed) and "labels" in said:
                check.fields(said, ("labels", "swatch"))
                words, swatch = said["labels"], check.text(said, "swatch", _SWATCH, _COLOUR)
            options.append(OptionDraft(value, check.words(entry, f"options › {value}", words), swatch))
        return AttributeDraft(
            code, check.words(entry, "labels", entry.get("labels")), check.short(entry, "unit", _UNIT),
            check.one_of(entry, "kind", _KINDS), options=tuple(options),
        )  # fmt: skip

    def _category(self, entry: Placed, parent: str, found: list[CategoryDraft]) -> None:
        check = self.checks
        check.fields(entry, _CATEGORY)
        code = check.code(entry, _SLUG, "at most 60 small letters, digits and hyphens")
        if code in self.lines:
            check.say(entry, "code", f"“{code}” stands in line {self.lines[code]} already.")
        self.lines.setdefault(code, entry.line)
        attributes: dict[str, AttributeDraft] = {}
        check.sequence(entry, "attributes")
        for part in within(entry.get("attributes")):
            attribute = self._attribute(part)
            if attribute.code in attributes:
                check.say(part, "code", f"“{attribute.code}” stands in this category twice.")
            attributes[attribute.code] = attribute
        found.append(
            CategoryDraft(
                code, parent, check.words(entry, "names", entry.get("names")),
                check.text(entry, "hs_prefix", _HS, "six digits, as a text"),
                check.whole(entry, "commission_bp", USUAL_COMMISSION, _ALL), check.yes(entry, "export_controlled"),
                check.short(entry, "icon", _ICON), tuple(attributes.values()), entry.line,
            )
        )  # fmt: skip
        check.sequence(entry, "children")
        for child in within(entry.get("children")):
            self._category(child, code, found)

    def _attribute(self, entry: Placed) -> AttributeDraft:
        check = self.checks
        check.fields(entry, _ATTRIBUTE)
        code = check.code(entry, _CODE, "at most 40 small letters, digits, hyphens and underscores")
        if code in _TAKEN:
            check.say(entry, "code", f"every product has a “{code}” of its own; choose another code.")
        shared = self.shared.get(code)
        if shared is None and "labels" not in entry:
            check.say(entry, "labels", f"“{code}” has no labels, neither here nor in “attributes”.")
        labels = check.words(entry, "labels", entry["labels"]) if "labels" in entry else shared.labels if shared else {}
        unit = check.short(entry, "unit", _UNIT) if "unit" in entry or shared is None else shared.unit
        is_axis = check.yes(entry, "axis")
        options = self._options(entry, code, shared)
        kind = check.one_of(entry, "kind", _KINDS) or (shared.kind if shared else "")
        if is_axis and not options:
            check.say(entry, "options", f"goods differ by “{code}”: it needs options to choose from.")
        if is_axis and any(len(f"{code}:{option.code}") > _AXIS_OPTION for option in options):
            check.say(entry, "options", f"“{code}” and an option together are too long for pictures.")
        if kind == "choice" and not options:
            check.say(entry, "options", f"“{code}” is chosen: it needs options to choose from.")
        return AttributeDraft(
            code, labels, unit, kind or usual_kind(unit, is_axis=is_axis, has_options=bool(options)),
            check.yes(entry, "required"), is_axis, check.yes(entry, "facet", otherwise=True), options, entry.line,
        )  # fmt: skip

    def _options(self, entry: Placed, code: str, shared: AttributeDraft | None) -> tuple[OptionDraft, ...]:
        """Those that the category names; without a list all that the shared words have."""
        check = self.checks
        known: Mapping[str, OptionDraft] = {one.code: one for one in shared.options} if shared else {}
        if "options" not in entry:
            return tuple(known.values())
        found: dict[str, OptionDraft] = {}
        for value in check.sequence(entry, "options"):
            option = self._option(entry, code, value, known)
            if option is None:
                continue
            if option.code in found:
                check.say(entry, "options", f"“{option.code}” stands here twice.")
            if not _OPTION_CODE.fullmatch(option.code):
                check.say(entry, "options", f"“{option.code}” must be 1 to 40 characters without colon and comma.")
            found[option.code] = option
        return tuple(found.values())

    def _option(self, entry: Placed, code: str, value: object, known: Mapping[str, OptionDraft]) -> OptionDraft | None:
        check = self.checks
        if isinstance(value, Placed):
            check.fields(value, _OPTION)
            labels = check.words(value, "labels", value.get("labels"))
            swatch = check.text(value, "swatch", _SWATCH, _COLOUR)
            return OptionDraft(str(value.get("code", "")), labels, swatch)
        text = str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
        if text in known:
            return known[text]
        if _NUMBER.fullmatch(text):
            return OptionDraft(text, {"en": text})
        check.say(entry, "options", f"“{text or value}” has no labels, neither here nor in “attributes › {code}”.")
        return None
