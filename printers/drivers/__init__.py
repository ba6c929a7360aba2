"""The printers, one driver a file; none knows another."""
