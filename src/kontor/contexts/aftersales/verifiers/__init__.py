"""The look through the rows of after-sales, one file per topic. A file looks because it is imported here."""
