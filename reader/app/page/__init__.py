"""The page: one article as a document, and the marks painted over it."""
