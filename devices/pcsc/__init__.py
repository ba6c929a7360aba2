"""Card readers over PC/SC: the only place that knows pyscard."""
