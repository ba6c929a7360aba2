"""What assembles the kiosk: the one place that knows every name."""
