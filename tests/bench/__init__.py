"""`make bench`: what an answer costs, measured in one run; nothing here fails on a figure."""
