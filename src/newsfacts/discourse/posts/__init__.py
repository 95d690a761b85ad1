"""Posts: the words of an office, from its head noun to the end of its name."""
