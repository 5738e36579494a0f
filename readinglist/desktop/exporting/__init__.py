"""The export of papers, and citations, as the window has them."""
