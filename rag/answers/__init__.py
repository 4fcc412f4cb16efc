"""What is said of a question's hits: which one answers, in which words, as a list, for several provinces, with later changes."""
