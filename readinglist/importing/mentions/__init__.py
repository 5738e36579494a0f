"""Papers that a text names by an identifier or a link, whether it is nothing else or speaks of them in passing."""
