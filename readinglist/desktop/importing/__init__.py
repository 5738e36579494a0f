"""Bringing papers in: the preview, the reports."""
