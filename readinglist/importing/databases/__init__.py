"""What other programs keep in databases and folders of their own, as drafts.

Nothing of theirs is changed: a database is read on a private copy.
"""

from readinglist.importing.databases.readers import reader_of

__all__ = ["reader_of"]
