"""What the players of the outside world have in common: HTTP in, HTTP out, memory, misbehaviour."""
