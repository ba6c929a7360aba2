"""The delivery wing: store, seal, link and hub."""
