"""Papers as JSON: what programs that keep references write, and what the services that know papers answer."""
