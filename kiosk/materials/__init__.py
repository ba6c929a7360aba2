"""How each listed material is satisfied."""
