"""Which papers are one: found, merged, split, kept apart."""
