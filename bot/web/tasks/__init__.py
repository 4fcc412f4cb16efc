"""The task register on the web: its page, its form, its time line, its JSON and files."""
