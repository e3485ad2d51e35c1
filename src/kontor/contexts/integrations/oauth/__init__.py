"""The protocol: oauthlib's endpoints over our tables."""
