"""Arriving through a cashback partner, and what came of it (BUY-12)."""
