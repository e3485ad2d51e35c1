"""Rows as files: CSV and XLSX, written row by row so that their length costs no memory."""

from kontor.contexts.transfers.writing.sheet import Amount, Cell, Sheet, writing, xlsxwriter

__all__ = ["Amount", "Cell", "Sheet", "writing", "xlsxwriter"]
