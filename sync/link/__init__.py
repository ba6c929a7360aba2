"""The way to the hub: wire format, HTTP gateway, and proof of what the hub signed."""
