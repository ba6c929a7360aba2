"""Ratings (好差评) and requests to 12345."""
