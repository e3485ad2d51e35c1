"""What the demo market is made of, in pure Python: the same categories, stores, products, people and pictures for a seed."""
