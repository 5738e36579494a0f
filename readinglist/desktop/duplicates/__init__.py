"""Papers of the library that may be one: found, compared, merged or kept apart."""
