"""The paper wing: what is laid out, rasterised and printed."""
