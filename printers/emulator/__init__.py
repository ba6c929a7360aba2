"""A receipt printer that is played byte by byte, for demo, training and tests; it shares nothing with what speaks to it but the profiles."""
