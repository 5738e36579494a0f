"""From bytes to papers in the library."""
