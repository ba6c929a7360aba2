"""Who is standing here, and for whom."""
