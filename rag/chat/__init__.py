"""A chat model that words answers: who provides it, what it may cost, what it is asked, what becomes of its reply."""
