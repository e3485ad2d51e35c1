"""How after-sales says no, one file per topic."""
