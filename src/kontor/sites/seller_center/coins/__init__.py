"""Marketing → Coins: the account, its fund, its products, scenes and campaigns (COI)."""
