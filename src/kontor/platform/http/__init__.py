"""The edge: where requests become what services understand, and refusals become answers."""
