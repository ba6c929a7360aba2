"""The device wing: card readers, cards, camera."""
