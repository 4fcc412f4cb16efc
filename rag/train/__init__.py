"""What is learned, made from data in the repository: `make model`."""
