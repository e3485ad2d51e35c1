"""Reports: figures over time, each with its table, its download and the article's figure beside it (OPR-05)."""
