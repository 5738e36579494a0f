"""Saved web pages that tell of papers in what they hold for programs; no script is run and nothing is loaded."""
