"""Formats of one tag a line: RIS, MEDLINE, and Refer with EndNote's tagged export."""
