"""Views of the Seller Center: each reads, calls one service, and shows."""
