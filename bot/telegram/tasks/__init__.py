"""/nhiemvu and /hanchot: the tasks of a body, and the deadlines against today."""
