"""Captured papers pages."""
