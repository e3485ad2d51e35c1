"""The command line program `kontor`."""
