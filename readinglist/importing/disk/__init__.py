"""What comes from the reader's disk: files, folders, and the files that records bring along."""
