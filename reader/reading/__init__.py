"""What the reader sees: an article with its analysis laid over it."""
