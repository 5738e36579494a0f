"""The list of papers: search box, header, rows."""
