"""Decisions of integrations, without a database."""
