"""Papers as BibTeX and BibLaTeX."""
