"""How the models and counts of the program were made; left out of what is shipped."""
