"""Believable documents and photos of them, drawn: no person, no real document, every fault at every grade."""
