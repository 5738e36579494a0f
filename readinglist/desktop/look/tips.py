"""Tooltips of texts from outside."""

import html


def plain_tip(*paragraphs: str) -> str:
    """The texts as a tooltip, word for word: Qt would read a text that looks like markup as markup, and load from it.

    Rich text all the same, since Qt breaks the lines of a tooltip in no other.
    """
    return "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
