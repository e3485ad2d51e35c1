"""Addresses that machines of others call: carriers and gateways tell what happened."""
