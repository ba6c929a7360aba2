"""Keys, seals and signatures: the suites, the envelope, signed statements, the device's own keys."""
