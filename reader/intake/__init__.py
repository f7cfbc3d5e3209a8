"""A source becomes an Article."""
