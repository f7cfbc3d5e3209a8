"""The nouns every floor shares: frozen Structs that import nothing of Dateline."""
