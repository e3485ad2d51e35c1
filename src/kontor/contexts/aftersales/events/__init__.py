"""Facts of after-sales, one file per topic. A file is known because it is imported here."""
