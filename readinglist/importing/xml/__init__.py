"""Formats that are written in XML, each read without entities, document types or anything from elsewhere."""
