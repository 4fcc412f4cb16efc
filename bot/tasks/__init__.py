"""The task register as every face shows it: which rows are wanted, one projection, one set of words, four formats."""
