"""Reads of messaging, each for a viewer: `inbox`, `threads`, `settings`, `logs`, `evidence`, `promises`, `figures`."""
