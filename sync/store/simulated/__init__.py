"""The parts of the simulated disk: a file, all files, the locks on them, and the calls SQLite makes."""
