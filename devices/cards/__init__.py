"""Card drivers: one file a kind of card, and the list of them; none knows another or a reader."""
