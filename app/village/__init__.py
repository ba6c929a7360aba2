"""The simulated village: terminals, lines, people and a hub in one process and in virtual time, on the product's own code."""
