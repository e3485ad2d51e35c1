"""Paper that goes with parcels, as PDF."""
