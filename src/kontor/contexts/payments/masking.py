"""Names of accounts with their middle hidden."""

from __future__ import annotations


def masked_login(text: str) -> str:
    """`z***@example.com` for an e-mail address, `+8613****12` for a number; what is masked already stays."""
    if not text or "*" in text or "·" in text:
        return text
    name, at, domain = text.partition("@")
    if at:
        return f"{name[:1]}***@{domain}"
    return f"{text[:5]}****{text[-2:]}" if len(text) > 8 else "****"  # noqa: PLR2004  (shorter is no number)
