"""Areas: what is so large, and whose or whereof it is."""
