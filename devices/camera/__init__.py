"""The document camera: where frames come from, what is wrong with them, and the straightened page."""
