"""Rows of one product as the draft that they ask for. Pure: what is known of the product and the market is given in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kontor.contexts.catalogue.drafts import EditedProduct, ProductDraft, SkuDraft, TextDraft
from kontor.contexts.transfers import errors
from kontor.contexts.transfers.rules import numbers
from kontor.kernel.errors import Refusal

BRAND_LENGTH = 60
BARCODE_LENGTH = 14
_OF_SKU = ("sku", "product", "price", "list_price", "currency", "weight_g", "length_mm", "width_mm", "height_mm",
           "hs_code", "barcode", "active")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is taken in: its number, and its cells by column; a column that the file does not have is absent."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Market:
    """What the rules need to know.

    Attributes:
        category_of: what people write → id of a leaf, or None.
        option_of: (category, attribute, what people write) → its value; raises a refusal.
        on, off: words for yes and no.
    """

    currency: str
    handling_days: int
    category_of: Callable[[str], int | None]
    option_of: Callable[[int, str, str], str]
    on: frozenset[str]
    off: frozenset[str]


@dataclass(slots=True)
class Group:
    """What rows of one product ask for.

    Attributes:
        draft: None when not even a draft can be made of them.
        faults: row number → what is wrong with it.
        rows: for each SKU of the draft, the row that names it; None for one that no row names.
    """

    draft: ProductDraft | None = None
    faults: dict[int, list[Refusal]] = field(default_factory=lambda: defaultdict(list))
    rows: list[int | None] = field(default_factory=list)


def read_group(lines: Sequence[Line], known: EditedProduct | None, market: Market) -> Group:
    """The draft that `lines` make of `known`, or of nothing.

    An empty cell empties, a column that is absent leaves things as they are. What holds for a whole product may stand
    in one of its rows or in all; two rows that differ are refused.
    """
    group = Group()
    shared = _shared(lines, group)
    before = known.draft if known else ProductDraft(0, {}, (), handling_days=market.handling_days)
    reader = _Reader(market, group, lines[0].number)
    draft = reader.product(shared, before)
    skus: list[SkuDraft] = list(before.skus)
    group.rows = [None] * len(skus)
    places = {sku.code.strip(): place for place, sku in enumerate(skus)}
    for line in lines:
        code = line.cells.get("sku", "").strip()
        place = places.get(code)
        sku = reader.sku(line, skus[place] if place is not None else None, draft.category_id)
        if place is None:
            places[code] = len(skus)
            skus.append(sku)
            group.rows.append(line.number)
        else:
            skus[place], group.rows[place] = sku, line.number
    group.draft = replace(draft, skus=tuple(skus))
    return group


def _shared(lines: Sequence[Line], group: Group) -> dict[str, tuple[str, int]]:
    """Cells that hold for the whole product, each with the row that says it first."""
    found: dict[str, tuple[str, int]] = {}
    for line in lines:
        for code, typed in line.cells.items():
            if code in _OF_SKU or code.startswith("axis."):
                continue
            text = typed.strip()
            if not found.get(code, ("", 0))[0]:
                found[code] = (text, line.number)
            elif text and text != found[code][0]:
                group.faults[line.number].append(errors.RowsDiffer(field=code, column=code, row=found[code][1]))
    return found


@dataclass(slots=True)
class _Reader:
    market: Market
    group: Group
    first: int

    def product(self, cells: Mapping[str, tuple[str, int]], before: ProductDraft) -> ProductDraft:
        category = self._category(cells, before.category_id)
        brand = _kept(cells["brand"][0], before.brand) if "brand" in cells else before.brand
        if len(brand) > BRAND_LENGTH:
            self._wrong(cells["brand"][1], errors.ValueTooLong(field="brand", column="brand", most=BRAND_LENGTH))
        return replace(
            before,
            category_id=category,
            brand=brand,
            texts=self._texts(cells, before.texts),
            attributes=self._attributes(cells, before.attributes, category),
            handling_days=self._days(cells, before.handling_days),
            wechat_pay=self._switch(cells, "wechat_pay", before=before.wechat_pay),
        )

    def _category(self, cells: Mapping[str, tuple[str, int]], before: int) -> int:
        text, row = cells.get("category", ("", 0))
        found = self.market.category_of(text) if text else None
        if text and found is None:
            self._wrong(row, errors.CategoryUnknown(field="category", value=text[:60]))
        elif not (found or before):
            self._wrong(row or self.first, errors.CategoryMissing(field="category", column="category"))
        return found or before

    def _wrong(self, row: int, refusal: Refusal) -> None:
        self.group.faults[row].append(refusal)

    def _days(self, cells: Mapping[str, tuple[str, int]], before: int) -> int:
        text, row = cells.get("handling_days", ("", 0))
        if not text:
            return before
        try:
            return numbers.whole(text, "handling_days")
        except Refusal as refusal:
            self._wrong(row, refusal)
            return before

    def _switch(self, cells: Mapping[str, tuple[str, int]], code: str, *, before: bool) -> bool:
        text, row = cells.get(code, ("", 0))
        if not text:
            return before
        try:
            return numbers.switch(text, code, self.market.on, self.market.off)
        except Refusal as refusal:
            self._wrong(row, refusal)
            return before

    def _texts(self, cells: Mapping[str, tuple[str, int]], before: Mapping[str, TextDraft]) -> dict[str, TextDraft]:
        texts = dict(before)
        named = {code.split(".", 1)[1] for code in cells if code.startswith(("title.", "description.", "bullets."))}
        for language in sorted(named):
            old = before.get(language, TextDraft(""))
            said = {part: cells.get(f"{part}.{language}") for part in ("title", "description", "bullets")}
            title = old.title if said["title"] is None else _kept(said["title"][0], old.title)
            text = TextDraft(
                title,
                old.description if said["description"] is None else _same(said["description"][0], old.description),
                old.bullets if said["bullets"] is None else _bullets(said["bullets"][0], old.bullets),
            )
            texts[language] = text
            if not (title or text.description or text.bullets):
                del texts[language]
        return texts

    def _attributes(
        self, cells: Mapping[str, tuple[str, int]], before: Mapping[str, str], category: int
    ) -> dict[str, str]:
        values = dict(before)
        for code, (text, row) in cells.items():
            if not code.startswith("attribute."):
                continue
            name = code.removeprefix("attribute.")
            if not text:
                values.pop(name, None)
            elif lines_of(str(before.get(name, ""))) != lines_of(text):
                try:
                    values[name] = self.market.option_of(category, name, text)
                except Refusal as refusal:
                    self._wrong(row, refusal)
        return values

    def sku(self, line: Line, before: SkuDraft | None, category: int) -> SkuDraft:
        """The variant that a row asks for."""
        cells = {code: text.strip() for code, text in line.cells.items()}
        old = before or SkuDraft(code=cells.get("sku", ""), price_minor=0, weight_g=0)
        currency = cells.get("currency", "")
        if currency and currency.upper() != self.market.currency:
            self._wrong(
                line.number,
                errors.CurrencyOther(field="currency", currency=self.market.currency, value=currency[:10]),
            )
        values: dict[str, object] = {}
        for code, empty in (("price", old.price_minor), ("list_price", None)):
            if code in cells:
                text = cells[code]
                values[f"{code}_minor"] = self._amount(line.number, code, text, old.price_minor) if text else empty
        for code, default in (("weight_g", old.weight_g), ("length_mm", 0), ("width_mm", 0), ("height_mm", 0)):
            if code in cells:
                values[code] = self._whole(line.number, code, cells[code]) if cells[code] else default
        for code in ("hs_code", "barcode"):
            if code in cells:
                values[code] = _kept(cells[code], str(getattr(old, code)))
        if len(cells.get("barcode", "")) > BARCODE_LENGTH:
            self._wrong(line.number, errors.ValueTooLong(field="barcode", column="barcode", most=BARCODE_LENGTH))
        values["active"] = self._switch({"active": (cells.get("active", ""), line.number)}, "active", before=old.active)
        values["axes"] = self._axes(line.number, cells, old.axes, category)
        return replace(old, **values)  # type: ignore[arg-type]

    def _amount(self, row: int, code: str, text: str, otherwise: int) -> int:
        try:
            return numbers.amount(text, code, self.market.currency)
        except Refusal as refusal:
            self._wrong(row, refusal)
            return otherwise or 1

    def _whole(self, row: int, code: str, text: str) -> int:
        try:
            return numbers.whole(text, code)
        except Refusal as refusal:
            self._wrong(row, refusal)
            return 1

    def _axes(self, row: int, cells: Mapping[str, str], before: Mapping[str, str], category: int) -> dict[str, str]:
        axes = dict(before)
        for code, text in cells.items():
            if not code.startswith("axis."):
                continue
            name = code.removeprefix("axis.")
            if not text:
                axes.pop(name, None)
            elif lines_of(str(before.get(name, ""))) != lines_of(text):
                try:
                    axes[name] = self.market.option_of(category, name, text)
                except Refusal as refusal:
                    self._wrong(row, refusal)
        return axes


def lines_of(text: str) -> list[str]:
    """A text's lines without the signs that spreadsheets change at their ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")


def _kept(new: str, old: str) -> str:
    """Blanks at the ends, and how lines end, are no change."""
    return old if lines_of(new) == lines_of(old) else new


def _same(new: str, old: str) -> str:
    return old if lines_of(new) == lines_of(old) else "\n".join(lines_of(new))


def bullet(text: str) -> str:
    """A highlight on one line."""
    return " ".join(text.split())


def _bullets(text: str, old: tuple[str, ...]) -> tuple[str, ...]:
    new = tuple(found for line in lines_of(text) if (found := bullet(line)))
    return old if new == tuple(found for line in old if (found := bullet(line))) else new
