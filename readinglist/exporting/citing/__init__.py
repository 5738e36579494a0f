"""Cite keys, and references in the common styles."""
