"""How transfers says no: to a file, and to a row of it.

`column` in a sentence is the code of a column; people read its name instead.
"""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class TransferNotFound(Refusal):
    """Absent, another store's, another person's, or deleted when its time was over: all look the same."""

    code = "ERR_TRANSFER_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such sheet.")


class TooManyUnderWay(Refusal):
    code = "ERR_TOO_MANY_TRANSFERS"
    kind = Kind.LIMIT
    sentence = _("%(most)s imports and exports of this store are under way. Wait for one to end, or cancel one.")


class FileMissing(Refusal):
    code = "ERR_FILE_MISSING"
    kind = Kind.INVALID
    sentence = _("Choose a CSV or XLSX file.")


class FileTooLarge(Refusal):
    code = "ERR_FILE_TOO_LARGE"
    kind = Kind.INVALID
    sentence = _("This file is larger than %(megabytes)s MB. Divide it into several.")


class FileWrongType(Refusal):
    code = "ERR_FILE_WRONG_TYPE"
    kind = Kind.INVALID
    sentence = _(
        "This is neither a CSV nor an XLSX file. In your spreadsheet program, choose “Save as” and one of these."
    )


class FileOldExcel(Refusal):
    code = "ERR_FILE_OLD_EXCEL"
    kind = Kind.INVALID
    sentence = _("This file has the format of Excel before 2007. Open it, and save it as XLSX or CSV.")


class FileDamaged(Refusal):
    code = "ERR_FILE_DAMAGED"
    kind = Kind.INVALID
    sentence = _(
        "This XLSX file cannot be read: it is damaged, has a password, or unpacks to far more than it "
        "holds. Save it again, or as CSV."
    )


class EncodingUnknown(Refusal):
    code = "ERR_FILE_ENCODING"
    kind = Kind.INVALID
    sentence = _("The letters of this file cannot be read. Save it as “CSV UTF-8”, or as XLSX.")


class QuoteOpen(Refusal):
    code = "ERR_FILE_QUOTES"
    kind = Kind.INVALID
    sentence = _(
        "Near line %(row)s a quotation mark is opened and never closed. Put it right, or save the file as XLSX."
    )


class FileEmpty(Refusal):
    code = "ERR_FILE_EMPTY"
    kind = Kind.INVALID
    sentence = _("There are no rows below the header in this file.")


class TooManyRows(Refusal):
    code = "ERR_FILE_ROWS"
    kind = Kind.INVALID
    sentence = _("This file has more than %(most)s rows. Divide it into several.")


class TooManyColumns(Refusal):
    code = "ERR_FILE_COLUMNS"
    kind = Kind.INVALID
    sentence = _("This file has more than %(most)s columns.")


class ColumnMissing(Refusal):
    code = "ERR_COLUMN_MISSING"
    kind = Kind.INVALID
    sentence = _(
        "The column “%(column)s” is missing. The first row must name the columns: "
        "take the template, or an export, as a pattern."
    )


class ColumnTwice(Refusal):
    code = "ERR_COLUMN_TWICE"
    kind = Kind.INVALID
    sentence = _("The column “%(column)s” stands in this file twice. Take one of them out.")


class NothingToSave(Refusal):
    code = "ERR_NOTHING_TO_SAVE"
    kind = Kind.CONFLICT
    sentence = _("No row of this file would change anything.")


class TooManyToExport(Refusal):
    code = "ERR_EXPORT_ROWS"
    kind = Kind.INVALID
    sentence = _("These are more than %(most)s rows. Choose a smaller part, such as a shorter time.")


class ExportEmpty(Refusal):
    code = "ERR_EXPORT_EMPTY"
    kind = Kind.INVALID
    sentence = _("There is nothing to export with these filters.")


class CellTooLong(Refusal):
    code = "ERR_CELL_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("The cell “%(column)s” has more than %(most)s characters.")


class NotWhole(Refusal):
    code = "ERR_CELL_NOT_WHOLE"
    kind = Kind.INVALID
    sentence = _("“%(value)s” in the column “%(column)s” is not a whole number.")


class NotAmount(Refusal):
    code = "ERR_CELL_NOT_AMOUNT"
    kind = Kind.INVALID
    sentence = _("“%(value)s” in the column “%(column)s” is not an amount. Write it as 1234.50.")


class AmountUnclear(Refusal):
    code = "ERR_CELL_AMOUNT_UNCLEAR"
    kind = Kind.INVALID
    sentence = _("“%(value)s” in the column “%(column)s” could be thousands or decimals. Write it as 1234.50.")


class AmountPlaces(Refusal):
    code = "ERR_CELL_AMOUNT_PLACES"
    kind = Kind.INVALID
    sentence = _("“%(value)s” in the column “%(column)s” has more decimals than %(currency)s has.")


class NotSwitch(Refusal):
    code = "ERR_CELL_NOT_SWITCH"
    kind = Kind.INVALID
    sentence = _("“%(value)s” in the column “%(column)s” is neither yes nor no.")


class CurrencyOther(Refusal):
    code = "ERR_CELL_CURRENCY"
    kind = Kind.INVALID
    sentence = _("Prices of this store are in %(currency)s, this row says %(value)s.")


class SkuMissingInRow(Refusal):
    code = "ERR_ROW_SKU_MISSING"
    kind = Kind.INVALID
    sentence = _("This row names no SKU.")


class RowTwice(Refusal):
    code = "ERR_ROW_TWICE"
    kind = Kind.INVALID
    sentence = _("The same thing stands in row %(row)s already.")


class CategoryMissing(Refusal):
    code = "ERR_CELL_CATEGORY_MISSING"
    kind = Kind.INVALID
    sentence = _("A new product needs a category. Name it in the column “%(column)s”.")


class CategoryUnknown(Refusal):
    code = "ERR_CELL_CATEGORY"
    kind = Kind.INVALID
    sentence = _("“%(value)s” is no category for products. The template lists them all.")


class AttributeUnknown(Refusal):
    code = "ERR_CELL_ATTRIBUTE"
    kind = Kind.INVALID
    sentence = _("Goods of this category have no “%(column)s”.")


class OptionUnknown(Refusal):
    code = "ERR_CELL_OPTION"
    kind = Kind.INVALID
    sentence = _("“%(value)s” is no choice of “%(column)s”. Choose one of: %(options)s")


class ValueTooLong(Refusal):
    code = "ERR_CELL_LONG"
    kind = Kind.INVALID
    sentence = _("“%(column)s” has more than %(most)s characters.")


class RowsDiffer(Refusal):
    code = "ERR_ROWS_DIFFER"
    kind = Kind.INVALID
    sentence = _("“%(column)s” says something else than row %(row)s, which belongs to the same product.")


class ProductOther(Refusal):
    code = "ERR_ROW_PRODUCT"
    kind = Kind.INVALID
    sentence = _("This SKU belongs to the product %(product)s, not to the one that this row names.")


class SameProduct(Refusal):
    """A product is saved whole or not at all."""

    code = "ERR_ROW_SAME_PRODUCT"
    kind = Kind.INVALID
    sentence = _("Row %(row)s, which belongs to the same product, cannot be saved. Put it right first.")


class SkuUnknown(Refusal):
    code = "ERR_ROW_SKU"
    kind = Kind.INVALID
    sentence = _("This store has no SKU “%(sku)s”.")


class WarehouseUnknown(Refusal):
    code = "ERR_CELL_WAREHOUSE"
    kind = Kind.INVALID
    sentence = _("This store has no warehouse “%(value)s”. It has: %(names)s")


class WarehouseMissing(Refusal):
    code = "ERR_CELL_WAREHOUSE_MISSING"
    kind = Kind.INVALID
    sentence = _("Say in which warehouse. This store has: %(names)s")


class CountMissing(Refusal):
    code = "ERR_CELL_COUNT"
    kind = Kind.INVALID
    sentence = _("Say how many units are there.")


class OrderMissingInRow(Refusal):
    code = "ERR_ORDER_MISSING"
    kind = Kind.INVALID
    sentence = _("Enter the order's number.")


class OrderUnknownInRow(Refusal):
    code = "ERR_ORDER_UNKNOWN"
    kind = Kind.INVALID
    sentence = _(
        "The store has no order “%(number)s”. If its last digits are zeros, the spreadsheet has rounded it: format the "
        "column as text."
    )
