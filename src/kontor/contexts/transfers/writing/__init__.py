"""Rows as files: CSV and XLSX, written row by row so that their length costs no memory."""

from kontor.contexts.transfers.writing.sheet import BOOK, Amount, Cell, Sheet, writing

__all__ = ["BOOK", "Amount", "Cell", "Sheet", "writing"]
