"""Dateline: a close-reading desk for news."""

__version__ = "0.1.0"
