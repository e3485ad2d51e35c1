"""One file per topic: `dispute` is about disputes, `review` and `rating` about what buyers say of their orders."""
