"""A bank, played: it takes ISO 20022 payment orders (pain.001) and answers with pain.002 and camt.054."""
