"""The faces of OAuth that programs see. People say yes in the Seller Center."""
