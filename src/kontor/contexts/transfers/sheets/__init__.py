"""The sheets that can be imported and exported: their columns, what a row means, what a row says."""
