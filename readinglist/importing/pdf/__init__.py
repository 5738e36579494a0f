"""PDFs: what a file tells of its paper, from its embedded data and its first pages."""
