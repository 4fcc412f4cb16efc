"""A question over an index -> hits, best first: which notices are meant, which passages are found, how they are ranked."""
