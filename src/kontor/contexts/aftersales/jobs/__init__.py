"""Timed work of after-sales, one file per topic. A file runs because it is imported here."""
