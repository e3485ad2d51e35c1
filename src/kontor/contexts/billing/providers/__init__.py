"""Who pays stores out."""
