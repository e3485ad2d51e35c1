"""What the demo market is made of, in pure Python: the same stores, products, people and pictures for the same seed."""
