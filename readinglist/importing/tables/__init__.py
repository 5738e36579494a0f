"""Tables of papers: CSV of other programs, our own, and of anybody."""
