"""Which papers are like a paper, and which to read next: by the words and pairs of words that they share."""
