"""Messages of buyers at the Seller Center: inbox, conversation, settings, phrases, logs (MSG-03 … MSG-19)."""
