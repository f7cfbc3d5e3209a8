"""The library: stories, sources and notes on the user's own disk."""
