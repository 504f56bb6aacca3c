def bpe_merges(words, merges):
    """Return the merges learnt, in order, their counts, and how the words are split after them."""
    return [], [], {word: list(word) for word in words}
