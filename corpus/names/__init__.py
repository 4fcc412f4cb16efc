"""How bodies, places and people are named: the lexicon first, a grammar where it ends."""
