"""PostgreSQL: the embedded server under our own supervisor, or the one that `DATABASE_URL` names."""
