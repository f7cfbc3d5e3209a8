"""An Article becomes an Analysis."""
