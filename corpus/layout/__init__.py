"""A text as it was meant to be laid out: lost diacritics, wrapped paragraphs, tables."""
