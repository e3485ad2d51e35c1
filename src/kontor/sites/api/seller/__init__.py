"""The API for the programs of stores: everything under `/api/v1/seller/`, and who one is."""
