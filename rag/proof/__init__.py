"""The only place that may call a claim supported: every quote a slice, every figure, day, body and document in the quotes."""
