"""ISO 20022 over HTTP: pain.001 goes out, pain.002 and camt.054 come in."""
