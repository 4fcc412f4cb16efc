"""What a chat model is told, as Markdown files."""
