"""The words and phrases that the benchmarks look for, apart from the corpus, which loads all of the program."""

COMMON_WORD, FREQUENT_WORD, RARE_WORD = "model", "gradient", "hedgehog"
"""Words of about 30 %, 5 % and 0.02 % of the papers."""
PHRASE = "sparse attention"
"""Two frequent words, side by side in about 3 % of the papers."""
