"""A buyer's own coins, what brings more of them, and lotteries (BUY-09, COI-10)."""
