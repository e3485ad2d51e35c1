"""What sheets are made of: cells, columns, encodings. Pure."""
