"""One question each: what was observed goes in, rows come out. Nothing here paints, decodes or draws."""
