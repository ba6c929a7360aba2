"""What can be asked for: the regional list of items, decoded, checked and searched."""
