"""The reference platform: a server that stores each envelope once, opens it and signs that it did."""
