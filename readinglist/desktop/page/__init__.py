"""The page of one paper: its facts, its state, its note."""
