"""The queue of rates that jumped: its name and its decisions (TRD-04)."""

KIND = "pricing.rate_jump"
TAKE, LEAVE = "take", "leave"
