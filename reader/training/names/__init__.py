"""How the names model was made."""
