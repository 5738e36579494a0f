"""From papers in the library to what others read."""
