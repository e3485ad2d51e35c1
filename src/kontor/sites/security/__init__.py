"""Pages about the safety of one's own account, alike at each of the three faces; and the second step of signing in."""
