"""What is done when a disk fails: looking at a file without touching it, salvage of what is left, copies elsewhere."""
